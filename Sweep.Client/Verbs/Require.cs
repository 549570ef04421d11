using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

/// <summary>Returns what a verb requires, or throws an error of one line.</summary>
internal static class Require
{
    /// <exception cref="SherlockException">This program has no trainer.</exception>
    public static IWorkbench Workbench(IBackend backend, string verb) =>
        backend.Workbench ?? throw new SherlockException($"'{verb}' needs Sweep.Silo: give it the same command line.");

    /// <exception cref="SherlockException">This program has no trainer.</exception>
    public static ILocalTraining Training(IBackend backend) =>
        backend.Training ?? throw new SherlockException("Training needs Sweep.Silo: give it the same command line.");

    /// <exception cref="SherlockException">This program has no HTTP server.</exception>
    public static IDashboardHost Dashboard(IBackend backend, string verb) =>
        backend.Dashboard ?? throw new SherlockException($"'{verb}' needs Sweep.Silo: give it the same command line.");

    /// <exception cref="SherlockException">The sweeps are in a data folder, so there is no cluster.</exception>
    public static ISubmission Submission(IBackend backend, string verb) =>
        backend.Submission ?? throw new SherlockException(
            $"'{verb}' needs a cluster: name its database with --database (or {ConnectionInputs.DatabaseVariable}), or train here with "
                + "'run GRID'.");

    /// <exception cref="SherlockException">The sweep has no such trial.</exception>
    public static TrialSummary Trial(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, int number) =>
        trials.FirstOrDefault(trial => trial.Id.Number == number)
        ?? throw new SherlockException($"'{sweep.Folder}' has no trial {number}: its trials are 1 to {trials.Count}.");
}
