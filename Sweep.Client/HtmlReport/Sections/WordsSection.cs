using System.Globalization;
using Sweep.Client.HtmlReport.Documents;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows what the best trial learned: its nearest words and its text.</summary>
internal static class WordsSection
{
    public static Section Build(ReportFacts facts)
    {
        var (winner, blocks) = (facts.Winner, new List<Block>());
        if (facts.Best is { } best && winner.Lack is null)
        {
            var by = winner.By is { } checkpoint ? $", with {checkpoint}" : "";
            blocks.Add(new Paragraph($"By trial {Phrases.Label(facts.Sweep, best)}{by}."));
        }

        if (winner.Lack is { } lack) { blocks.Add(Paragraph.Note(lack)); }
        if (winner.Words.Count > 0)
        {
            blocks.Add(new Table(
                "Nearest words, with the cosine of their vectors' angle",
                [new("word", false), new("nearest", false)],
                [.. winner.Words.Select(word => (IReadOnlyList<Cell>)[new(word.Word), new(Near(word))])]));
        }

        foreach (var written in winner.Texts)
        {
            var text = written.Text;
            blocks.Add(new Heading($"Text, {written.How}"));
            blocks.Add(new Passage(text.Text));
            blocks.Add(new Paragraph(string.Create(
                CultureInfo.InvariantCulture,
                $"After: … {text.Start}. {text.Words} words; distinct-2 {Phrases.Number(text.Distinct2)}; longest repeated run "
                    + $"{text.LongestRepeat} words.")));
        }

        return new("words", "Words and text of the best", blocks);
    }

    private static string Near(NearWords word) =>
        string.Join(", ", word.Near.Select(near => string.Create(CultureInfo.InvariantCulture, $"{near.Word} {near.Cosine:0.00}")));
}
