using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Connections;

/// <summary>Opens connections under mutual TLS 1.3.</summary>
internal sealed class TlsConnections(MachineCertificate certificate, TimeProvider time) : ConnectionSecurity
{
    /// <summary>The name that TLS asks for; names are not compared, so all machines use this one.</summary>
    private const string TargetName = "sherlock";

    private readonly SslStreamCertificateContext _own = SslStreamCertificateContext.Create(certificate.Own, null, offline: true);

    internal override async Task<IDuplexPipe> AcceptAsync(IDuplexPipe transport, HalfOpenConnection opening)
    {
        await FirstBytes.WaitAsync(transport.Input, ClientHello.IsComplete, opening.Token);
        opening.BeginHandshake();
        var check = new PeerCheck();
        var pipe = await OpenAsync(transport, check, stream => stream.AuthenticateAsServerAsync(ServerOptions(check), opening.Token));

        // A TLS 1.3 client completes its handshake before the server checks the client's certificate; the greeting tells it that it is
        // accepted.
        return await OrDisposeAsync(pipe, () => Preamble.SayAsync(pipe.Output, opening.Token));
    }

    internal override async Task<IDuplexPipe> ConnectAsync(IDuplexPipe transport, HalfOpenConnection opening)
    {
        opening.BeginHandshake();
        var check = new PeerCheck();
        var pipe = await OpenAsync(transport, check, stream => stream.AuthenticateAsClientAsync(ClientOptions(check), opening.Token));
        return await OrDisposeAsync(pipe, () => WelcomeAsync(pipe, opening.Token));
    }

    private static async Task<TlsPipe> OpenAsync(IDuplexPipe transport, PeerCheck check, Func<SslStream, Task> authenticate)
    {
        var stream = new SslStream(new DuplexStream(transport), leaveInnerStreamOpen: false);
        try
        {
            await authenticate(stream);
            return new(stream);
        }
        catch (Exception exception)
        {
            await stream.DisposeAsync();
            if (exception is AuthenticationException or IOException)
            {
                throw new RefusedException(check.Problem ?? $"the TLS 1.3 handshake failed ({Innermost(exception)})", exception);
            }

            throw;
        }
    }

    private static async Task WelcomeAsync(TlsPipe pipe, CancellationToken cancellationToken)
    {
        try
        {
            await Preamble.HearAsync(pipe.Input, cancellationToken);
        }
        catch (Exception exception) when (exception is RefusedException or IOException)
        {
            throw new RefusedException("it did not accept this side's certificate; its own log says why", exception);
        }
    }

    private static async Task<IDuplexPipe> OrDisposeAsync(TlsPipe pipe, Func<Task> step)
    {
        try
        {
            await step();
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    private static string Innermost(Exception exception) => FirstLine.Of(exception.GetBaseException()).TrimEnd('.', ' ');

    private SslServerAuthenticationOptions ServerOptions(PeerCheck check) => new()
    {
        ServerCertificateContext = _own,
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = CertificateRules.Policy(certificate.Authority, CertificateRules.ClientUse, time),
        RemoteCertificateValidationCallback = (_, _, chain, errors) => check.IsGood(chain, errors),
        // Resuming a session would accept a certificate that was valid some hours ago and may have expired.
        AllowTlsResume = false,
        AllowRenegotiation = false,
    };

    private SslClientAuthenticationOptions ClientOptions(PeerCheck check) => new()
    {
        TargetHost = TargetName,
        ClientCertificateContext = _own,
        EnabledSslProtocols = SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = CertificateRules.Policy(certificate.Authority, CertificateRules.ServerUse, time),
        RemoteCertificateValidationCallback = (_, _, chain, errors) => check.IsGood(chain, errors),
        AllowTlsResume = false,
        AllowRenegotiation = false,
    };
}
