using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Terminal;
using Sweep.Grains.Search.Simulation;

namespace Sweep.Client.Tables;

/// <summary>Shows what searches found.</summary>
internal static class SearchBenchTable
{
    public static IRenderable Render(IEnumerable<SearchBenchRow> rows)
    {
        var table = TableStyle.Create().AddColumns(
            TableStyle.Left("what"), TableStyle.Right("mean"), TableStyle.Right("standard error"), TableStyle.Right("seeds"),
            TableStyle.Right("bar"), TableStyle.Left("reached"));
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.Bar.What, Number(row.Mean), Number(row.Error), Numbers.Count(row.Seeds), Bar(row.Bar), Reached(row),
            ];
            table.AddRow(cells.Select(TableStyle.Cell));
        }

        return table;
    }

    public static IRenderable Render(IEnumerable<TableSearchRow> rows, bool isMaximized)
    {
        var table = TableStyle.Create().AddColumns(
            TableStyle.Left("sampler"), TableStyle.Right("trials"), TableStyle.Right("mean best"), TableStyle.Right("standard error"),
            TableStyle.Right("below the best of the table"), TableStyle.Right("random draws are below it by"));
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.Sampler, Numbers.Count(row.Trials), Number(isMaximized ? -row.Best : row.Best), Number(row.Error), Number(row.Regret),
                Number(row.RandomRegret),
            ];
            table.AddRow(cells.Select(TableStyle.Cell));
        }

        return table;
    }

    /// <summary>One row as a line.</summary>
    public static string Line(SearchBenchRow row) => $"{row.Bar.What}: {Number(row.Mean)}, bar {Bar(row.Bar)}, {Reached(row)}";

    private static string Reached(SearchBenchRow row) =>
        row.Duplicates > 0 ? $"no: {Numbers.Count(row.Duplicates)} duplicates" : row.IsReached ? "yes" : "no";

    private static string Bar(SearchBar bar) => bar.IsExact ? $"{Number(bar.Most)} ± 4 errors" : Number(bar.Most);

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
