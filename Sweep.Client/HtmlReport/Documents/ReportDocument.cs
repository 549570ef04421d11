using System.Text.Json.Nodes;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>A report before it is rendered: plain texts without any escaping.</summary>
/// <param name="Lead">One line below the title.</param>
internal sealed record ReportDocument(string Title, string Lead, IReadOnlyList<Section> Sections);

/// <param name="Id">The section's anchor: lower-case letters and '-'.</param>
/// <param name="IsPictorial">Whether the section is useless without its charts.</param>
internal sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks, bool IsPictorial = false);

/// <summary>A part of a section.</summary>
internal abstract record Block;

/// <param name="IsNote">Whether the paragraph says what is missing, and why.</param>
internal sealed record Paragraph(string Text, bool IsNote = false) : Block
{
    public static Paragraph Note(string text) => new(text, IsNote: true);
}

internal sealed record Heading(string Text) : Block;

/// <summary>Names and values, in order.</summary>
internal sealed record FactList(IReadOnlyList<(string Name, string Value)> Facts) : Block;

/// <param name="Caption">Says what the rows are.</param>
/// <param name="IsSortable">Whether a reader can sort the table.</param>
/// <param name="MostInText">Number of rows to show if the output cannot scroll.</param>
internal sealed record Table(
    string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows,
    bool IsSortable = false, int MostInText = int.MaxValue) : Block;

internal sealed record Column(string Title, bool IsNumber);

/// <param name="Order">The number by which rows are sorted; null sorts last. If no cell of a column has one, the column is sorted by
/// text.</param>
/// <param name="Mark">A class of the style sheet, such as <c>diverged</c>.</param>
internal sealed record Cell(string Text, double? Order = null, string? Mark = null);

/// <summary>Text that readers copy as it is.</summary>
/// <param name="Language">Language of the code, such as <c>yaml</c>.</param>
internal sealed record Code(string Text, string Language) : Block;

/// <summary>A text that a trial generated.</summary>
internal sealed record Passage(string Text) : Block;

/// <summary>A chart; plain-text output omits it.</summary>
/// <param name="Kind">The function of the page's script that draws it.</param>
/// <param name="Caption">Says what the chart shows.</param>
/// <param name="Alternative">Describes the chart to readers who cannot see it.</param>
internal sealed record Chart(string Kind, string Caption, string Alternative, JsonObject Data) : Block;

/// <summary>Charts side by side.</summary>
internal sealed record ChartRow(IReadOnlyList<Chart> Charts) : Block;
