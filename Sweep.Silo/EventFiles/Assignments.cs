using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>What a slot was given for a trial, as far as its files say it, from the database.</summary>
internal static class Assignments
{
    public static TrialAssignment Of(string folder, SweepSpec spec, TrialSummary trial) => new(
        trial.Id, trial.Attempts, spec.Name, folder, spec.Corpus, trial.Seed, trial.Hyperparameters, spec.Objective, trial.Checkpoint);
}
