using System.Globalization;
using System.Text;

namespace Sweep.Silo.EventFiles;

/// <summary>Names and values as a Markdown table.</summary>
internal sealed class MarkdownTable(string heading)
{
    private readonly StringBuilder _text = new($"| {heading} | value |\n| --- | --- |\n");

    // A bar would end the cell, a line's end the row: a path may hold either.
    public void Row(string name, string value) => _text.Append(
        CultureInfo.InvariantCulture, $"| {name} | {value.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")} |\n");

    public override string ToString() => _text.ToString();
}
