using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>Reads and writes checkpoint bytes in the database.</summary>
internal sealed class TrialStoreBlobs(TrialStore trials) : ICheckpointBlobs
{
    public Task<TrialDecision> SaveAsync(
        TrialId trial, int attempt, CheckpointInfo checkpoint, Stream content, CancellationToken cancellationToken) =>
        trials.SaveCheckpointAsync(trial, attempt, checkpoint, content, cancellationToken);

    public Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CancellationToken cancellationToken) =>
        trials.CheckpointsAsync(trial, cancellationToken);

    public Task ReadAsync(TrialId trial, long step, Stream destination, CancellationToken cancellationToken) =>
        trials.ReadCheckpointAsync(trial, step, destination, cancellationToken);
}
