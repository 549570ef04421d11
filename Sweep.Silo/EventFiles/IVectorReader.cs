using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.EventFiles;

/// <summary>The words' vectors of trials that nobody trains now.</summary>
internal interface IVectorReader
{
    /// <summary>The vectors of a trial's newest checkpoint; null where it is not to be had.</summary>
    /// <exception cref="Sweep.Model.ModelException">It lies where it cannot be read from here, or is damaged.</exception>
    Task<WordVectors?> ReadAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken);
}
