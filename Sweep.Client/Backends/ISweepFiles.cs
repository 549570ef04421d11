using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>Removes files of sweeps below a data folder, for a program that knows how they are named.</summary>
public interface ISweepFiles
{
    /// <summary>Removes the files of all deleted sweeps, and the checkpoints that were removed. Safe to repeat.</summary>
    /// <param name="store">The store of the folder's sweeps.</param>
    /// <returns>The number of bytes that the files had.</returns>
    /// <exception cref="SherlockException">Files cannot be removed.</exception>
    Task<long> RemoveAsync(SweepStore store, CancellationToken cancellationToken);
}
