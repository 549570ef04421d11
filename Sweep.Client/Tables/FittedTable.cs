using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweep.Client.Tables;

/// <summary>One column of a table that must fit into the terminal.</summary>
/// <param name="Rank">A narrow terminal drops the columns with the highest ranks first.</param>
/// <param name="IsText">Whether the column is text, aligned left; numbers are aligned right.</param>
/// <param name="IsCut">Whether its texts may be cut to the available room.</param>
internal sealed record FittedColumn<TRow>(string Header, int Rank, bool IsText, Func<TRow, string> Value, bool IsCut = false);

/// <summary>
/// Makes a table whose cells never wrap: it leaves out the least important columns until the others fit, and cuts long texts.
/// </summary>
internal static class FittedTable
{
    /// <summary>Width of a column's blanks and lines, in addition to its text.</summary>
    private const int Padding = 3;

    /// <summary>Width of the table's edges, in addition to its columns.</summary>
    private const int Edge = 1;

    /// <summary>The smallest useful width of a column whose texts are cut.</summary>
    private const int ShortestCut = 12;

    /// <summary>The table, and below it a line that names the columns that were left out, if any were.</summary>
    public static IRenderable Render<TRow>(IReadOnlyList<FittedColumn<TRow>> columns, IReadOnlyCollection<TRow> rows, int width)
    {
        var (table, hidden) = Create(columns, rows, width);
        return hidden.Count == 0 ? table : new Rows(table, new Text($"Not shown in {width} columns: {string.Join(", ", hidden)}."));
    }

    /// <param name="cell">Renders a cell; plain text by default.</param>
    /// <returns>The table, and the headers of the columns that were left out.</returns>
    public static (Table Table, IReadOnlyList<string> Hidden) Create<TRow>(
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

        return (table, [.. columns.Except(fitting).Select(column => column.Header)]);
    }

    /// <summary>Leaves out the least important columns until the others fit.</summary>
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
