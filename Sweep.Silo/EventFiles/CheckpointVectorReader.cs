using Sweep.Grains.Trials;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Vectors;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads word vectors from checkpoints, in whatever place these are kept.</summary>
internal sealed class CheckpointVectorReader(ICheckpointReader checkpoints) : IVectorReader
{
    public async Task<WordVectors?> ReadAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        using var file = await checkpoints.OpenAsync(trial, checkpoint, cancellationToken);
        try
        {
            return File.Exists(file.Path) ? CheckpointVectors.Read(file.Path) with { Step = checkpoint.Step } : null;
        }
        catch (ModelException exception)
        {
            throw new UnusableCheckpointException(exception.Message, exception);
        }
    }
}
