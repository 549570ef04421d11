using System.Collections.Concurrent;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

// Trials that are held when their search ends have no further attempt that could write their end.
internal sealed partial class EventFileWriters
{
    private readonly ConcurrentDictionary<TrialId, TrialAssignment> _held = new();

    /// <summary>
    /// Notes that an attempt here left its trial held. If the trial ends without another attempt, this silo writes its end.
    /// </summary>
    public void Hold(TrialAssignment assignment) => _held[assignment.Trial] = assignment;

    /// <summary>Notes that an attempt of a trial begins here, which from now on takes care of its end.</summary>
    public void Begin(TrialId trial) => _held.TryRemove(trial, out _);

    /// <summary>Writes the ends of the trials that were held here and have ended since, each behind what its last attempt wrote.</summary>
    public async Task EndHeldAsync(CancellationToken cancellationToken)
    {
        foreach (var sweep in _held.Values.GroupBy(held => held.Trial.SweepId))
        {
            // Until the sweep ends, any of them may go on.
            var found = await reader.TryFindAsync(sweep.Key, cancellationToken);
            if (found is { Status: SweepStatus.Running or SweepStatus.Paused }) { continue; }
            foreach (var held in sweep.OrderBy(held => held.Trial.Number)) { await EndHeldAsync(held, cancellationToken); }
        }
    }

    private async Task EndHeldAsync(TrialAssignment held, CancellationToken cancellationToken)
    {
        var trial = await reader.TryTrialAsync(held.Trial, cancellationToken);
        var isOurs = trial is not null && trial.Attempts == held.Attempt;
        if (isOurs && !trial!.Status.IsFinal()) { return; }
        if (!_held.TryRemove(KeyValuePair.Create(held.Trial, held)) || !isOurs) { return; }
        using var log = await OpenAsync(held with { Checkpoint = new(trial!.Step, "", 0) }, null);
        log.End(trial.Status, trial.Reason);
    }
}
