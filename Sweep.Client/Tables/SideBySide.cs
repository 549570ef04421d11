using Spectre.Console;

namespace Sweep.Client.Tables;

/// <summary>A column of texts.</summary>
internal sealed record SideColumn(string Header, bool IsText, IReadOnlyList<string> Cells);

/// <summary>
/// Lays out columns that must all be shown: columns that do not fit beside the others go below them, into another table with the same head
/// columns.
/// </summary>
internal static class SideBySide
{
    /// <summary>Width of a column's blanks and lines in addition to its text; also of a table's edges.</summary>
    private const int Padding = 3;

    /// <param name="head">The columns with which every table begins.</param>
    /// <param name="columns">The columns to place side by side.</param>
    public static IEnumerable<Table> Render(IReadOnlyList<SideColumn> head, IReadOnlyList<SideColumn> columns, int width)
    {
        var room = width - 1 - head.Sum(Width);
        for (var next = 0; next < columns.Count;)
        {
            // Takes at least one column; if the terminal is too narrow for it, the terminal cuts it.
            var (first, used) = (next, Width(columns[next++]));
            while (next < columns.Count && used + Width(columns[next]) <= room) { used += Width(columns[next++]); }
            yield return One([.. head, .. columns.Skip(first).Take(next - first)]);
        }
    }

    private static Table One(IReadOnlyList<SideColumn> columns)
    {
        var table = TableStyle.Create();
        foreach (var column in columns)
        {
            table.AddColumn(column.IsText ? TableStyle.Left(column.Header) : TableStyle.Right(column.Header));
        }

        for (var row = 0; row < columns[0].Cells.Count; row++)
        {
            table.AddRow(columns.Select(column => TableStyle.Cell(column.Cells[row])));
        }

        return table;
    }

    private static int Width(SideColumn column) => Padding + column.Cells.Select(cell => cell.Length).Append(column.Header.Length).Max();
}
