using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// Chooses the trials that keep their checkpoints: the best completed trial of each of the best combinations, as <c>best</c> ranks them.
/// A combination whose seeds all have a value comes before one that lacks one, and that before one with a seed that diverged or failed.
/// </summary>
internal static class KeptTrials
{
    /// <param name="most">How many trials to choose.</param>
    public static async Task<IReadOnlyList<int>> ReadAsync(SherlockContext db, Guid sweep, int most, CancellationToken cancellationToken)
    {
        var goal = await db.Sweeps.Where(row => row.Id == sweep).Select(row => row.Goal).SingleAsync(cancellationToken);
        var rows = await db.Trials.Where(row => row.SweepId == sweep)
            .OrderBy(row => row.Number)
            .Select(row => new RankedRow(row.Number, row.CellHash, row.Status, row.BestValue))
            .ToListAsync(cancellationToken);
        return [.. Choose(rows, goal).Take(most)];
    }

    private static IEnumerable<int> Choose(List<RankedRow> rows, Goal goal)
    {
        var sign = goal is Goal.Maximize ? -1 : 1;
        var combinations = rows.GroupBy(row => row.Combination).Select(trials => trials.ToList()).ToList();
        var seeds = combinations.Count == 0 ? 0 : combinations.Max(trials => trials.Count);
        return
            from trials in combinations
            let valued = trials.Where(trial => trial.HasValue).OrderBy(trial => sign * trial.Best!.Value).ToList()
            where valued.Exists(trial => trial.Status is TrialStatus.Completed)
            let place = trials.Exists(trial => trial.IsLost) ? 2 : valued.Count == seeds ? 0 : 1
            orderby place, sign * valued.Average(trial => trial.Best!.Value)
            select valued.First(trial => trial.Status is TrialStatus.Completed).Number;
    }

    private sealed record RankedRow(int Number, string Combination, TrialStatus Status, double? Best)
    {
        public bool IsLost => Status is TrialStatus.Diverged or TrialStatus.Failed;

        public bool HasValue => Best is { } value && double.IsFinite(value) && !IsLost;
    }
}
