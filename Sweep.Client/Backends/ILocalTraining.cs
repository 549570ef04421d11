using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>Trains the sweeps of a data folder in this process.</summary>
public interface ILocalTraining
{
    /// <summary>
    /// Brings a database up to date if it is of an older version or was never finished. Verbs that train call it before they open. It does
    /// nothing if the database does not exist or another process holds the data folder.
    /// </summary>
    /// <exception cref="SherlockException">The database is out of reach, of a newer version, or belongs to another program.</exception>
    Task UpgradeAsync(CancellationToken cancellationToken);

    /// <summary>Starts a silo in this process, which then holds the data folder alone.</summary>
    /// <param name="slots">Number of trials to run at the same time.</param>
    /// <exception cref="SherlockException">Another process holds the data folder (the message names it).</exception>
    Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken);

    /// <summary>
    /// Checks that no other process trains in the data folder now. It does not hold the folder; <see cref="ConnectAsync"/> does.
    /// </summary>
    /// <exception cref="SherlockException">Another process trains there (the message names it), or the folder cannot be
    /// written.</exception>
    void RequireFree();

    /// <summary>
    /// Checks, before a command of a sweep file runs, that no other user can change the data folder, from which the silo reads the command.
    /// </summary>
    /// <exception cref="SherlockException">Another user can; the message says what to change.</exception>
    void RequireOwn();
}

/// <summary>A live cluster in this process. When it is disposed, it stops cleanly: every running trial writes a checkpoint first.</summary>
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
