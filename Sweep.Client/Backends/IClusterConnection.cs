using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>A connection to those silos of a cluster that are alive.</summary>
public interface IClusterConnection : IAsyncDisposable
{
    IGrainFactory Grains { get; }
}

/// <summary>Connects to a cluster.</summary>
/// <param name="database">Belongs to the caller, which keeps it open as long as the connection.</param>
/// <exception cref="Grains.SherlockException">No silo answers. The error is marked as transient if waiting may help.</exception>
public delegate Task<IClusterConnection> ClusterConnector(
    SherlockDatabase database, ClusterAddress address, CancellationToken cancellationToken);
