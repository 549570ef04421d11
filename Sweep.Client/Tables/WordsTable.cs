using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Tables;

/// <summary>Shows each question's answers, one per line, with a column for each trial.</summary>
internal static class WordsTable
{
    public static IEnumerable<Table> Render(IReadOnlyList<TrialChoice> trials, IReadOnlyList<WordsAnswer> answers, int width)
    {
        var lines = answers.Select(answer => answer.ByTrial.Max(words => words.Length)).ToList();
        var questions = new SideColumn(
            "question", true,
            [
                .. answers.Zip(lines)
                    .SelectMany(pair => Enumerable.Range(0, pair.Second).Select(line => line == 0 ? Question(pair.First.Words) : "")),
            ]);
        var ranks = new SideColumn(
            "rank",
            false,
            [.. lines.SelectMany(count => Enumerable.Range(1, count)).Select(rank => rank.ToString(CultureInfo.InvariantCulture))]);
        return SideBySide.Render(
            [questions, ranks],
            [.. trials.Select((trial, index) => new SideColumn(
                trial.ToString(), true,
                Aligned([.. answers.Zip(lines).SelectMany(pair => Cells(pair.First.ByTrial[index], pair.Second))])))],
            width);
    }

    private static string Question(ImmutableArray<string> words) => words is [var a, var b, var c] ? $"{a} : {b} :: {c} : ?" : words[0];

    private static IEnumerable<NearWord?> Cells(ImmutableArray<NearWord> words, int lines) =>
        Enumerable.Range(0, lines).Select(line => line < words.Length ? words[line] : (NearWord?)null);

    /// <summary>Writes word and number in one column, with the numbers aligned.</summary>
    private static List<string> Aligned(IReadOnlyList<NearWord?> words)
    {
        var (longest, digits) = (words.Max(word => word?.Word.Length ?? 0), words.Max(word => Closeness(word).Length));
        return [.. words.Select(word => word is { } near ? $"{near.Word.PadRight(longest)} {Closeness(near).PadLeft(digits)}" : "")];
    }

    private static string Closeness(NearWord? word) => word is { } near ? Numbers.Loss(near.Closeness) : "";
}
