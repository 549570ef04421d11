namespace Sweep.Client.Backends;

/// <summary>Serves the dashboard and the HTTP API over a backend's sweeps, at an address of this machine's loopback.</summary>
public interface IDashboardHost
{
    /// <param name="port">The port; 0 takes any free one.</param>
    /// <param name="cluster">The cluster of this process, by which the page also steers; null serves the page for reading only.</param>
    /// <exception cref="Grains.SherlockException">The port is taken, or the database is missing or out of reach.</exception>
    Task<IDashboard> StartAsync(int port, ICluster? cluster, CancellationToken cancellationToken);
}

/// <summary>A dashboard that is served until it is disposed.</summary>
public interface IDashboard : IAsyncDisposable
{
    /// <summary>The address to open in a browser of this machine. It may hold a token, so it is for the user alone.</summary>
    string Address { get; }
}
