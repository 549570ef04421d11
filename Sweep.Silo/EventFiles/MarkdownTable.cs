using System.Globalization;
using System.Text;

namespace Sweep.Silo.EventFiles;

/// <summary>Writes names and values as a Markdown table.</summary>
internal sealed class MarkdownTable(string heading)
{
    private readonly StringBuilder _text = new($"| {heading} | value |\n| --- | --- |\n");

    // A vertical bar would end the cell, and a line end the row. A path may contain either.
    public void Row(string name, string value) => _text.Append(
        CultureInfo.InvariantCulture, $"| {name} | {value.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")} |\n");

    public override string ToString() => _text.ToString();
}
