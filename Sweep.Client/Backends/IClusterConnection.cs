using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>A connection to the silos of a cluster, whichever of them live.</summary>
public interface IClusterConnection : IAsyncDisposable
{
    IGrainFactory Grains { get; }
}

/// <summary>Connects to a cluster.</summary>
/// <param name="database">Stays the caller's, who keeps it open for as long as the connection.</param>
/// <exception cref="Grains.SherlockException">No silo answers; passes where waiting may help.</exception>
public delegate Task<IClusterConnection> ClusterConnector(SherlockDatabase database, ClusterAddress address, CancellationToken cancellationToken);
