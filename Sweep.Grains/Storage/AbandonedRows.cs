using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The trials and sweeps that are marked Running in a data folder that no process holds, because their process was killed. Readers see them
/// in the state that the next process gives them: see <see cref="SweepStore.RecoverOrphansAsync"/>.
/// </summary>
/// <param name="toPause">Those of the trials that a user wants paused.</param>
internal sealed class AbandonedRows(IReadOnlySet<TrialId> toPause)
{
    public static async Task<AbandonedRows> ReadAsync(SherlockContext db, CancellationToken cancellationToken) => new(
        (await db.Trials.Where(trial => trial.Status == TrialStatus.Running && trial.PauseRequested)
            .Select(trial => new TrialId(trial.SweepId, trial.Number))
            .ToListAsync(cancellationToken)).ToHashSet());

    public static bool IsRunning(SweepSummary sweep) =>
        sweep.Status is SweepStatus.Running || sweep.Counts.ContainsKey(TrialStatus.Running);

    public static bool IsRunning(TrialSummary trial) => trial.Status is TrialStatus.Running;

    public SweepSummary Settle(SweepSummary sweep)
    {
        var paused = toPause.Count(trial => trial.SweepId == sweep.Id);
        var others = sweep.Counts.GetValueOrDefault(TrialStatus.Running) - paused;
        var counts = Add(sweep.Counts.Remove(TrialStatus.Running), After(pauseRequested: true), paused);
        return sweep with
        {
            Status = sweep.Status is SweepStatus.Running ? SweepStatus.Paused : sweep.Status,
            Counts = Add(counts, After(pauseRequested: false), others),
        };
    }

    public TrialSummary Settle(TrialSummary trial) => IsRunning(trial) ? trial with { Status = After(toPause.Contains(trial.Id)) } : trial;

    private static TrialStatus After(bool pauseRequested) =>
        TrialLifecycle.Transition(TrialStatus.Running, pauseRequested, TrialEvent.HandBack)!.Value.Status;

    private static ImmutableSortedDictionary<TrialStatus, int> Add(
        ImmutableSortedDictionary<TrialStatus, int> counts, TrialStatus status, int trials) =>
        trials == 0 ? counts : counts.SetItem(status, counts.GetValueOrDefault(status) + trials);
}
