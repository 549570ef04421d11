using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>How connections among silos and from clients open. All of a cluster have the same.</summary>
public abstract class ConnectionSecurity
{
    private protected ConnectionSecurity()
    {
    }

    /// <summary>No encryption and no proof: for loopback, and for networks that are closed by other means. Each connection opens with a short greeting.</summary>
    public static ConnectionSecurity Plain { get; } = new PlainConnections();

    /// <summary>
    /// TLS 1.3 alone, both sides with certificates of the same private authority. Names are not compared: whoever holds a certificate of that authority is one of us, as
    /// machines change their addresses.
    /// </summary>
    public static ConnectionSecurity Tls(MachineCertificate certificate, TimeProvider time) => new TlsConnections(certificate, time);

    /// <summary>Opens a connection that came in.</summary>
    /// <returns>What to talk over from now on.</returns>
    /// <exception cref="RefusedException">It is not one of ours.</exception>
    internal abstract Task<IDuplexPipe> AcceptAsync(IDuplexPipe transport, HalfOpenConnection opening);

    /// <summary>Opens a connection to another process.</summary>
    /// <exception cref="RefusedException">That one is not ours, or does not take us for one.</exception>
    internal abstract Task<IDuplexPipe> ConnectAsync(IDuplexPipe transport, HalfOpenConnection opening);
}
