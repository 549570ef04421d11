using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Grains.Storage;

namespace Sweep.Client.Reports;

/// <summary>Sweeps, one a line.</summary>
internal static class SweepTable
{
    /// <summary>Digits of an id that hold its time of creation to the millisecond: enough to tell sweeps apart.</summary>
    private const int IdDigits = 12;

    public static IRenderable Render(IEnumerable<SweepSummary> sweeps)
    {
        var table = Tables.Create().AddColumns(
            Tables.Left("sweep"), Tables.Left("id"), Tables.Left("status"), Tables.Right("trials"), Tables.Left("of them"), Tables.Left("created (UTC)"));
        foreach (var sweep in sweeps)
        {
            string[] row =
            [
                sweep.Folder,
                sweep.Id.ToString("n")[..IdDigits],
                sweep.Status.ToString(),
                Numbers.Count(sweep.Trials),
                Counts(sweep),
                sweep.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            ];
            table.AddRow(row.Select(Tables.Cell));
        }

        return table;
    }

    /// <summary><c>6 completed, 2 running</c>.</summary>
    public static string Counts(SweepSummary sweep) => string.Join(
        ", ",
        sweep.Counts.Where(count => count.Value > 0)
            .OrderByDescending(count => count.Key)
            .Select(count => $"{Numbers.Count(count.Value)} {count.Key.ToString().ToLowerInvariant()}"));
}
