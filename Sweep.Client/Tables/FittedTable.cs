using Spectre.Console;

namespace Sweep.Client.Tables;

/// <summary>One column of a table that must fit.</summary>
/// <param name="Rank">The higher, the sooner it is left out on a narrow terminal.</param>
/// <param name="IsText">To the left; numbers are to the right.</param>
/// <param name="IsCut">Whether its texts may be cut to the room that is left.</param>
internal sealed record FittedColumn<TRow>(string Header, int Rank, bool IsText, Func<TRow, string> Value, bool IsCut = false);

/// <summary>A table whose cells never wrap: the least important columns are left out until the rest fits, and long texts are cut.</summary>
internal static class FittedTable
{
    /// <summary>Blanks and lines that a column takes beside its text.</summary>
    private const int Padding = 3;

    /// <summary>What the table takes beside its columns.</summary>
    private const int Edge = 1;

    /// <summary>A column of cut texts with less room than this says nothing.</summary>
    private const int ShortestCut = 12;

    /// <param name="cell">How a cell looks; by default, plain.</param>
    public static Table Create<TRow>(
        IReadOnlyList<FittedColumn<TRow>> columns, IReadOnlyCollection<TRow> rows, int width, Func<TRow, string, Text>? cell = null)
    {
        var fitting = Fit(columns, rows, width);
        var room = width - Edge - fitting.Sum(column => column.IsCut ? Padding : Width(column, rows));
        var table = TableStyle.Create();
        fitting.ForEach(column => table.AddColumn(column.IsText ? TableStyle.Left(column.Header) : TableStyle.Right(column.Header)));
        foreach (var row in rows)
        {
            var texts = fitting.Select(column => column.IsCut ? Cut(column.Value(row), room) : column.Value(row));
            table.AddRow(texts.Select(text => cell?.Invoke(row, text) ?? TableStyle.Cell(text)));
        }

        return table;
    }

    /// <summary>Leaves out the least important columns until the rest fits.</summary>
    private static List<FittedColumn<TRow>> Fit<TRow>(IReadOnlyList<FittedColumn<TRow>> columns, IReadOnlyCollection<TRow> rows, int width)
    {
        var fitting = columns.ToList();
        while (fitting.Count > 1 && fitting.Sum(column => Width(column, rows)) + Edge > width)
        {
            fitting.Remove(fitting.MaxBy(column => column.Rank)!);
        }

        return fitting;
    }

    private static int Width<TRow>(FittedColumn<TRow> column, IReadOnlyCollection<TRow> rows)
    {
        var widest = rows.Select(row => column.Value(row).Length).Append(column.Header.Length).Max();
        return Padding + (column.IsCut ? Math.Min(widest, Math.Max(ShortestCut, column.Header.Length)) : widest);
    }

    private static string Cut(string text, int room) => text.Length <= room ? text : $"{text[..(room - 1)]}…";
}
