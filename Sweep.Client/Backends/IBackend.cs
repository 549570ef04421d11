using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>
/// What the verbs act on: a cluster of silos over a shared database, or a data folder. For the latter Sweep.Silo brings the cluster and the model inside the
/// process; Sweep.Client alone reads it and steers in it.
/// </summary>
public interface IBackend : IAsyncDisposable
{
    /// <summary>Opens what the reading verbs need, and nothing more. A data folder that does not exist yet is an error.</summary>
    /// <exception cref="SherlockException">Out of reach, or of a newer version.</exception>
    Task<SweepReader> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// For the verbs that train, before they open: brings a database of an older version, or one that was never finished, up to date. Leaves it alone
    /// where there is none, or where another process holds the data folder.
    /// </summary>
    /// <exception cref="SherlockException">Out of reach, of a newer version, or not ours to change.</exception>
    Task UpgradeAsync(CancellationToken cancellationToken);

    /// <summary>The cluster to submit to and to steer: starts the in-process silo (holding the data folder for this process alone), or connects.</summary>
    /// <param name="slots">Trials at once; embedded only.</param>
    /// <exception cref="SherlockException">Out of reach, or another process holds the data folder (the message says who).</exception>
    Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken);

    /// <summary>Makes sure that no other process trains in the data folder now. It is not held: that is <see cref="ConnectAsync"/>'s.</summary>
    /// <exception cref="SherlockException">One does (the message says which), or the folder cannot be written.</exception>
    void RequireFree();

    /// <summary>Pauses, resumes, cancels and the like.</summary>
    ISteering Steering { get; }

    /// <summary>Whether silos train that are not of this process: they go on by themselves with whatever is resumed or added.</summary>
    bool HasCluster { get; }

    /// <summary>The trainer's side; null where the program has none.</summary>
    IWorkbench? Workbench { get; }

    /// <summary>Where the sweep's TensorBoard files lie, for the closing hint; null where this machine cannot know.</summary>
    string? LogFolder(SweepSummary sweep);
}

/// <summary>A live cluster, ours alone or shared. Disposing it stops an in-process silo cleanly: every running trial writes a checkpoint first.</summary>
public interface ICluster : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    SweepReader Reader { get; }

    /// <summary>Completes, with the reason, if the cluster can no longer train: its database is out of reach or its disk is full. Else never.</summary>
    Task<SherlockException> Failure { get; }
}
