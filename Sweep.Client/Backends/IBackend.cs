using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>
/// What the verbs act on: a cluster of silos over a shared database, or a data folder. For a data folder, Sweep.Silo runs the cluster and
/// the model inside this process; Sweep.Client alone only reads and steers it.
/// </summary>
public interface IBackend : IAsyncDisposable
{
    /// <summary>Opens what the reading verbs need, and nothing more. It is an error if the data folder does not exist.</summary>
    /// <exception cref="SherlockException">The database is out of reach, or of a newer version.</exception>
    Task<ISweepReader> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Pauses, resumes and cancels sweeps, and the like.</summary>
    ISteering Steering { get; }

    /// <summary>Takes new sweeps; null for a data folder.</summary>
    ISubmission? Submission { get; }

    /// <summary>Trains in this process; null for a cluster, and if the program has no trainer.</summary>
    ILocalTraining? Training { get; }

    /// <summary>The trainer's side; null if the program has none.</summary>
    IWorkbench? Workbench { get; }

    /// <summary>Serves the dashboard over these sweeps; null if the program has no HTTP server.</summary>
    IDashboardHost? Dashboard => null;

    /// <summary>Whether other processes run silos that train. If so, they continue by themselves with resumed or added trials.</summary>
    bool HasCluster => Submission is not null;

    /// <summary>The folder of the sweep's TensorBoard files, for the closing hint; null if this machine cannot know it.</summary>
    string? LogFolder(SweepSummary sweep);
}
