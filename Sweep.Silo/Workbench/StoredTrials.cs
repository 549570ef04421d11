using Sweep.Grains.Storage;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Workbench;

/// <summary>Describes trials of the database to their trainables.</summary>
internal static class StoredTrials
{
    /// <param name="trial">Has a checkpoint.</param>
    /// <param name="file">The file with that checkpoint.</param>
    public static TrialContext Context(SweepSummary sweep, TrialSummary trial, CheckpointFile file) => new()
    {
        Sweep = sweep.Folder,
        Number = trial.Id.Number,
        Attempt = trial.Attempts,
        Hyperparameters = trial.Hyperparameters,
        Seed = trial.Seed,
        Settings = sweep.Spec.Settings,
        Objective = sweep.Spec.Objective,
        Checkpoint = new(trial.Checkpoint!.Step, file.Path, file.OpenRead),
    };
}
