using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Finds what keeps a search from proposing, for people who wait for it.</summary>
internal static class SearchObstacles
{
    /// <summary>What the search of a sweep waits for, as the end of a sentence about the sweep; null if nothing is known.</summary>
    public static async Task<string?> ReadAsync(SherlockContext db, SweepSummary sweep, CancellationToken cancellationToken)
    {
        if (!sweep.IsSearching || sweep.Status is not SweepStatus.Running) { return null; }
        if (await ErrorAsync(db, sweep.Id, cancellationToken) is { } error)
        {
            return $"cannot propose a trial, and tries again every few seconds: {error}";
        }

        if (sweep.Spec is not { Stop: null, Search: { IsRepeatable: true, Lag: { } lag } }) { return null; }
        if (!sweep.Counts.ContainsKey(TrialStatus.Paused)) { return null; }
        var paused = await db.Trials.Where(trial => trial.SweepId == sweep.Id && trial.Status == TrialStatus.Paused)
            .MinAsync(trial => (int?)trial.Number, cancellationToken);

        // The next combination is chosen with the results of those up to the lag before it.
        var next = sweep.Trials / sweep.Spec.Seeds.Length;
        return (paused - 1) / sweep.Spec.Seeds.Length <= next - lag ? $"waits for the result of trial {paused}, which is paused" : null;
    }

    /// <summary>The error with which the search failed after its last decision; null if it did not.</summary>
    public static Task<string?> ErrorAsync(SherlockContext db, Guid sweep, CancellationToken cancellationToken) =>
        db.Events
            .Where(row => row.SweepId == sweep && row.Kind == EventKind.NotProposed
                && !db.SearchDecisions.Any(decision => decision.SweepId == sweep && decision.Time > row.Time))
            .OrderByDescending(row => row.Id)
            .Select(row => row.Text)
            .FirstOrDefaultAsync(cancellationToken);
}
