using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Workbench;

/// <summary>Writes the models of trials as folders for other programs.</summary>
internal sealed class ModelExporter(TrainableRegistry trainables, ICheckpointReader checkpoints)
{
    /// <summary>The file with the checkpoint of a trainable that exports nothing by itself.</summary>
    private const string CheckpointName = "checkpoint";

    /// <param name="trial">Has a checkpoint.</param>
    /// <param name="folder">A new folder, or an empty one.</param>
    /// <exception cref="SherlockException">The checkpoint is damaged, or the folder cannot be written.</exception>
    public Task ExportAsync(SweepSummary sweep, TrialSummary trial, string folder, CancellationToken cancellationToken) =>
        ModelErrors.RunAsync(
            async () =>
            {
                using var file = await checkpoints.OpenAsync(trial.Id, trial.Checkpoint!, cancellationToken);
                var context = StoredTrials.Context(sweep, trial, file);
                OutputFolder.Write(folder, inside => Write(sweep.Spec, context, inside, cancellationToken));
                return folder;
            },
            cancellationToken);

    private void Write(SweepSpec spec, TrialContext trial, string folder, CancellationToken cancellationToken)
    {
        if (trainables.Find<IExportsModels>(spec.Trainable) is { } exporting)
        {
            exporting.Export(trial, folder, cancellationToken);
            return;
        }

        using var checkpoint = trial.Checkpoint!.OpenRead();
        if (spec.Command is not null || trainables.Find<CommandTrainable>(spec.Trainable) is not null)
        {
            CheckpointArchive.Extract(checkpoint, new(folder));
            return;
        }

        using var copy = File.Create(Path.Combine(folder, CheckpointName));
        checkpoint.CopyTo(copy);
        copy.Flush(flushToDisk: true);
    }
}
