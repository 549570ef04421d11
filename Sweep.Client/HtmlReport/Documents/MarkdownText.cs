using System.Text;
using System.Text.RegularExpressions;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>
/// Renders the report as Markdown with GitHub's tables, without the charts. Headings begin at the second level, so that several reports can
/// form one page.
/// </summary>
internal static partial class MarkdownText
{
    public static string Render(ReportDocument document)
    {
        var text = new StringBuilder($"## {Escape(document.Title)}\n\n{Escape(document.Lead)}\n");
        foreach (var section in document.Sections)
        {
            if (section.IsPictorial) { continue; }
            var blocks = section.Blocks.Select(Block).Where(block => block.Length > 0);
            text.Append($"\n### {Escape(section.Title)}\n");
            foreach (var block in blocks) { text.Append('\n').Append(block).Append('\n'); }
        }

        return text.ToString();
    }

    private static string Block(Block block) => block switch
    {
        Paragraph paragraph => Escape(paragraph.Text),
        Heading heading => $"#### {Escape(heading.Text)}",
        FactList facts => string.Join('\n', facts.Facts.Select(fact => $"- {Escape(fact.Name)}: {Escape(fact.Value)}")),
        Table table => OfTable(table),
        Code code => Fenced(code),
        Passage passage => string.Join('\n', passage.Text.Split('\n').Select(line => $"> {Escape(line)}".TrimEnd())),
        _ => "",
    };

    private static string OfTable(Table table)
    {
        var lines = new List<string>
        {
            $"{Escape(table.Caption)}:",
            "",
            Line(table.Columns.Select(column => Escape(column.Title))),
            Line(table.Columns.Select(column => column.IsNumber ? "---:" : "---")),
        };
        lines.AddRange(table.Rows.Take(table.MostInText).Select(row => Line(row.Select(cell => Escape(cell.Text)))));
        if (table.Rows.Count > table.MostInText) { lines.AddRange(["", $"The first {table.MostInText} of {table.Rows.Count}."]); }
        return string.Join('\n', lines);
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Fenced(Code code)
    {
        // The fence must be longer than any run of backticks in the text.
        var longest = Ticks().Matches(code.Text).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}{code.Language}\n{code.Text.TrimEnd('\n')}\n{fence}";
    }

    // GitHub does not treat an underscore within a word as markup, as in hidden_size.
    private static string Escape(string text) => Special().Replace(text.ReplaceLineEndings(" "), match => match.Value switch
    {
        "<" => "&lt;",
        ">" => "&gt;",
        "&" => "&amp;",
        _ => $"\\{match.Value}",
    });

    [GeneratedRegex(@"[\\`*|<>&\[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])")]
    private static partial Regex Special();

    [GeneratedRegex("`+")]
    private static partial Regex Ticks();
}
