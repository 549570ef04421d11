using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>Shows sweeps, one per line.</summary>
internal static class SweepTable
{
    /// <summary>The digits of an id that hold its time of creation to the millisecond, which is enough to distinguish sweeps.</summary>
    private const int IdDigits = 12;

    private static readonly FittedColumn<SweepSummary>[] _columns =
    [
        new("sweep", 0, true, sweep => sweep.Folder),
        new("id", 3, true, sweep => sweep.Id.ToString("n")[..IdDigits]),
        new("status", 1, true, sweep => sweep.Status.ToString()),
        new("trials", 2, false, Trials),
        new("of them", 4, true, Counts, IsCut: true),
        new("created (UTC)", 5, true, sweep => sweep.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
    ];

    /// <summary>The table, and a line below it for each sweep that waits, because a narrow table would cut it.</summary>
    public static IRenderable Render(IReadOnlyList<SweepSummary> sweeps, int width) => new Rows(
    [
        FittedTable.Render(_columns, sweeps, width),
        .. sweeps.Select(Waits).OfType<string>().Select(line => new Text(line)),
    ]);

    /// <summary>
    /// What a sweep waits for: <c>digits waits for a silo that can train spiral 1</c>; null if some silo can train it, and its search can
    /// propose.
    /// </summary>
    public static string? Waits(SweepSummary sweep)
    {
        if (sweep.LacksSilo) { return $"{sweep.Folder} waits for a silo that can train {sweep.Spec.Trainable}"; }
        return sweep is { Obstacle: { } obstacle, Status: SweepStatus.Running } ? $"{sweep.Folder} {obstacle}" : null;
    }

    /// <summary><c>12</c>, and <c>12 of 64</c> if a search may still propose trials, or <c>12 …</c> if it says not how many.</summary>
    private static string Trials(SweepSummary sweep) => Numbers.Count(sweep.Trials) + sweep.TrialsToCome switch
    {
        0 => "",
        { } more => $" of {Numbers.Count(sweep.Trials + more)}",
        null => " …",
    };

    /// <summary><c>6 completed, 2 running</c>.</summary>
    public static string Counts(SweepSummary sweep) => string.Join(
        ", ",
        sweep.Counts.Where(count => count.Value > 0)
            .OrderByDescending(count => count.Key)
            .Select(count => $"{Numbers.Count(count.Value)} {count.Key.ToString().ToLowerInvariant()}"));
}
