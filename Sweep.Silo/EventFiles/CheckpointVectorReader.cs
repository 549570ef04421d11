using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads word vectors from checkpoints, in whatever place these are kept.</summary>
internal sealed class CheckpointVectorReader(ICheckpointReader checkpoints, TrainableRegistry trainables) : IVectorReader
{
    public async Task<WordVectors?> ReadAsync(
        TrainableId trainable, TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        if (trainables.Find<IReadsWordVectors>(trainable) is not { } words) { return null; }
        using var file = await checkpoints.OpenAsync(trial, checkpoint, cancellationToken);
        return File.Exists(file.Path)
            ? words.Read(new(checkpoint.Step, file.Path, file.OpenRead)) with { Step = checkpoint.Step }
            : null;
    }
}
