using System.Text.Json.Nodes;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>A report before it is anything to read: plain texts, none of them escaped.</summary>
/// <param name="Lead">One line below the title.</param>
internal sealed record ReportDocument(string Title, string Lead, IReadOnlyList<Section> Sections);

/// <param name="Id">Its anchor: lower-case letters and '-'.</param>
/// <param name="IsPictorial">Whether it is nothing without its pictures.</param>
internal sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks, bool IsPictorial = false);

/// <summary>A part of a section.</summary>
internal abstract record Block;

/// <param name="IsNote">Whether it says what is missing, and why.</param>
internal sealed record Paragraph(string Text, bool IsNote = false) : Block
{
    public static Paragraph Note(string text) => new(text, IsNote: true);
}

internal sealed record Heading(string Text) : Block;

/// <summary>Names and values, in order.</summary>
internal sealed record FactList(IReadOnlyList<(string Name, string Value)> Facts) : Block;

/// <param name="Caption">What its rows are.</param>
/// <param name="IsSortable">Whether a reader may want another order.</param>
/// <param name="MostInText">Rows that are enough where there is no scrolling.</param>
internal sealed record Table(
    string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, bool IsSortable = false, int MostInText = int.MaxValue) : Block;

internal sealed record Column(string Title, bool IsNumber);

/// <param name="Order">By what rows are sorted; null sorts last, and where no cell of a column has one, its texts are compared.</param>
/// <param name="Mark">A class of the style sheet, such as <c>diverged</c>.</param>
internal sealed record Cell(string Text, double? Order = null, string? Mark = null);

/// <summary>Text to be copied as it is.</summary>
/// <param name="Language">Of the code, such as <c>yaml</c>.</param>
internal sealed record Code(string Text, string Language) : Block;

/// <summary>What a trial wrote.</summary>
internal sealed record Passage(string Text) : Block;

/// <summary>A picture, which text does without.</summary>
/// <param name="Kind">Who draws it: a function of the page's script.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Alternative">What there is to see, for those who do not.</param>
internal sealed record Chart(string Kind, string Caption, string Alternative, JsonObject Data) : Block;

/// <summary>Charts side by side.</summary>
internal sealed record ChartRow(IReadOnlyList<Chart> Charts) : Block;
