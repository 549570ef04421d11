using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;

namespace Sweep.Tests.Slots;

/// <summary>Keeps checkpoints as another one does, and does more before and after that.</summary>
internal sealed class ChangedCheckpoints(ICheckpointWriter store) : ICheckpointWriter
{
    /// <summary>Happens before a checkpoint is kept, with its file.</summary>
    public Action<string> OnKeep { get; init; } = _ => { };

    /// <summary>Happens after a checkpoint was kept.</summary>
    public Action OnTidy { get; init; } = () => { };

    public void Prepare(TrialAssignment assignment) => store.Prepare(assignment);

    public string Location(TrialAssignment assignment, long step) => store.Location(assignment, step);

    public string FullPath(string location) => store.FullPath(location);

    public Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report)
    {
        OnKeep(FullPath(report.Checkpoint!.Location));
        return store.KeepAsync(grain, trial, report);
    }

    public void Tidy(CheckpointInfo kept, long? best)
    {
        OnTidy();
        store.Tidy(kept, best);
    }

    public void Discard(CheckpointInfo checkpoint) => store.Discard(checkpoint);

    public void Release(TrialAssignment assignment) => store.Release(assignment);
}
