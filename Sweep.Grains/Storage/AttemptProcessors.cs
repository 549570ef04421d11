using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>Tells on which kinds of processors trials were trained.</summary>
internal static class AttemptProcessors
{
    /// <summary>The kinds by trial, each once, in the order of the attempts. Attempts whose processor is unknown are left out.</summary>
    public static async Task<ILookup<(Guid Sweep, int Trial), string>> ReadAsync(
        SherlockContext db, IReadOnlyList<TrialRecord> trials, CancellationToken cancellationToken)
    {
        var sweeps = trials.Select(trial => trial.SweepId).Distinct().ToList();
        var numbers = trials.Where(trial => trial.Attempt > 0).Select(trial => trial.Number).Distinct().ToList();
        if (numbers.Count == 0) { return Enumerable.Empty<string>().ToLookup(_ => (Guid.Empty, 0)); }
        var attempts = await db.Attempts
            .Where(attempt => sweeps.Contains(attempt.SweepId) && numbers.Contains(attempt.Trial) && attempt.Processor != null)
            .Select(attempt => new { attempt.SweepId, attempt.Trial, attempt.Number, attempt.Processor })
            .ToListAsync(cancellationToken);
        return attempts.GroupBy(attempt => (attempt.SweepId, attempt.Trial, attempt.Processor))
            .OrderBy(kind => kind.Min(attempt => attempt.Number))
            .ToLookup(kind => (kind.Key.SweepId, kind.Key.Trial), kind => kind.Key.Processor!);
    }

    /// <summary>Counts the trials whose earlier attempts ran on one kind, and whose new attempt runs on another.</summary>
    /// <param name="begun">Trials as they are with their new attempts, whose own rows are not stored yet.</param>
    /// <param name="processor">The kind that the new attempt runs on; null if it is not known.</param>
    public static async Task<int> NewlyMixedAsync(
        SherlockContext db, IReadOnlyList<TrialRecord> begun, Func<TrialRecord, string?> processor, CancellationToken cancellationToken)
    {
        var again = begun.Where(trial => trial.Attempt > 1 && processor(trial) is not null).ToList();
        if (again.Count == 0) { return 0; }
        var earlier = await ReadAsync(db, again, cancellationToken);
        return again.Count(trial => earlier[(trial.SweepId, trial.Number)].ToList() is [var one] && one != processor(trial));
    }
}
