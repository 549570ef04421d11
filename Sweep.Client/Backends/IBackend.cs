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

    /// <summary>
    /// Brings a database up to date if it is of an older version or was never finished. Verbs that train call it before they open. It does
    /// nothing if the database does not exist or another process holds the data folder.
    /// </summary>
    /// <exception cref="SherlockException">The database is out of reach, of a newer version, or belongs to another program.</exception>
    Task UpgradeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns the cluster to submit to and to steer: starts the silo in this process (which then holds the data folder alone), or connects
    /// to a cluster.
    /// </summary>
    /// <param name="slots">Number of trials to run at the same time; used only if the silo runs in this process.</param>
    /// <exception cref="SherlockException">The cluster is out of reach, or another process holds the data folder (the message names
    /// it).</exception>
    Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken);

    /// <summary>
    /// Checks that no other process trains in the data folder now. It does not hold the folder; <see cref="ConnectAsync"/> does.
    /// </summary>
    /// <exception cref="SherlockException">Another process trains there (the message names it), or the folder cannot be
    /// written.</exception>
    void RequireFree();

    /// <summary>Pauses, resumes and cancels sweeps, and the like.</summary>
    ISteering Steering { get; }

    /// <summary>Whether other processes run silos that train. If so, they continue by themselves with resumed or added trials.</summary>
    bool HasCluster { get; }

    /// <summary>The trainer's side; null if the program has none.</summary>
    IWorkbench? Workbench { get; }

    /// <summary>The folder of the sweep's TensorBoard files, for the closing hint; null if this machine cannot know it.</summary>
    string? LogFolder(SweepSummary sweep);
}

/// <summary>
/// A live cluster, of this process alone or shared. When it is disposed, it stops a silo in this process cleanly: every running trial
/// writes a checkpoint first.
/// </summary>
public interface ICluster : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    ISweepReader Reader { get; }

    /// <summary>
    /// Completes with the reason when the cluster can no longer train because its database is out of reach or its disk is full. Otherwise
    /// it never completes.
    /// </summary>
    Task<SherlockException> Failure { get; }
}
