using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>Makes an assignment from the database, with as much of it as event files show.</summary>
internal static class RecordedAssignments
{
    public static TrialAssignment Of(string folder, SweepSpec spec, TrialSummary trial) => new(
        trial.Id, trial.Attempts, spec.Name, folder, spec.Corpus, trial.Seed, trial.Hyperparameters, spec.Objective, trial.Checkpoint,
        spec.Schema)
    {
        OtherSettings = spec.OtherSettings,
    };
}
