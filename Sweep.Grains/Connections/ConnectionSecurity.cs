using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>How connections among silos and from clients open. All processes of a cluster use the same.</summary>
public abstract class ConnectionSecurity
{
    private protected ConnectionSecurity()
    {
    }

    /// <summary>
    /// No encryption and no authentication: for loopback, and for networks that are closed by other means. Each connection opens with a
    /// short greeting.
    /// </summary>
    public static ConnectionSecurity Plain { get; } = new PlainConnections();

    /// <summary>
    /// TLS 1.3 only, and both sides have certificates of the same private authority. Names are not compared, because machines change
    /// their addresses: a certificate of that authority is enough.
    /// </summary>
    public static ConnectionSecurity Tls(MachineCertificate certificate, TimeProvider time) => new TlsConnections(certificate, time);

    /// <summary>Opens an incoming connection.</summary>
    /// <returns>The pipe to use from now on.</returns>
    /// <exception cref="RefusedException">The other side does not belong to this cluster.</exception>
    internal abstract Task<IDuplexPipe> AcceptAsync(IDuplexPipe transport, HalfOpenConnection opening);

    /// <summary>Opens a connection to another process.</summary>
    /// <exception cref="RefusedException">The other side does not belong to this cluster, or refuses this side.</exception>
    internal abstract Task<IDuplexPipe> ConnectAsync(IDuplexPipe transport, HalfOpenConnection opening);
}
