using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Training;

namespace Sweep.Silo.Logs;

/// <summary>Reads vectors from checkpoints, wherever these lie.</summary>
/// <param name="read">Takes them out of a checkpoint's file.</param>
internal sealed class CheckpointVectorReader(ICheckpointReader checkpoints, Func<string, WordVectors?> read) : IVectorReader
{
    public async Task<WordVectors?> ReadAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        using var file = await checkpoints.OpenAsync(trial, checkpoint, cancellationToken);
        return File.Exists(file.Path) ? read(file.Path) : null;
    }
}
