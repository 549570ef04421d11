using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>The part of the database that holds checkpoints' bytes.</summary>
internal interface ICheckpointBlobs
{
    /// <summary>
    /// Stores the bytes of a checkpoint, and deletes all except this one and the best, or the one before it, in one transaction, if the
    /// attempt still runs.
    /// </summary>
    Task<TrialDecision> SaveAsync(
        TrialId trial, int attempt, CheckpointInfo checkpoint, Stream content, CancellationToken cancellationToken);

    /// <summary>The trial's checkpoints, newest first.</summary>
    Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CancellationToken cancellationToken);

    /// <summary>Writes the bytes of a checkpoint to a stream. Writes nothing if the checkpoint does not exist.</summary>
    Task ReadAsync(TrialId trial, long step, Stream destination, CancellationToken cancellationToken);
}
