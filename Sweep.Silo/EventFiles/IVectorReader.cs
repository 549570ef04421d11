using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads the word vectors of trials that no slot trains now.</summary>
internal interface IVectorReader
{
    /// <summary>The vectors of a trial's newest checkpoint; null if it is not available, or has none.</summary>
    /// <exception cref="UnusableCheckpointException">The checkpoint is in a place that cannot be read from here, or is damaged.</exception>
    Task<WordVectors?> ReadAsync(TrainableId trainable, TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken);
}
