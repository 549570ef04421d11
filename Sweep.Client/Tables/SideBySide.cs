using Spectre.Console;

namespace Sweep.Client.Tables;

/// <summary>A column of texts.</summary>
internal sealed record SideColumn(string Header, bool IsText, IReadOnlyList<string> Cells);

/// <summary>Columns of which none may be missing: what does not fit beside the others comes below them, in a table of its own with the same head columns.</summary>
internal static class SideBySide
{
    /// <summary>Blanks and lines that a column takes beside its text, and a table beside its columns.</summary>
    private const int Padding = 3;

    /// <param name="head">What every table begins with.</param>
    /// <param name="columns">Side by side as far as they fit.</param>
    public static IEnumerable<Table> Render(IReadOnlyList<SideColumn> head, IReadOnlyList<SideColumn> columns, int width)
    {
        var room = width - 1 - head.Sum(Width);
        for (var next = 0; next < columns.Count;)
        {
            // One at least: a terminal that is too narrow for it cuts it itself.
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
