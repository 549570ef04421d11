using System.IO.Pipelines;
using System.Security.Authentication;
using Sweep.Grains;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Connections;

/// <summary>Connections under TLS: only version 1.3, and only if both sides have certificates of our own authority.</summary>
public sealed class TlsGateTests(TestCertificates certificates) : IClassFixture<TestCertificates>, IDisposable
{
    private readonly GateRig _rig = new();

    private ConnectionSecurity Ours => ConnectionSecurity.Tls(certificates.Silo, TimeProvider.System);

    public static TheoryData<string, string> BadCertificates => new()
    {
        { nameof(TestCertificates.Stranger), "its certificate was not signed by this cluster's authority (ca.pem)" },
        { nameof(TestCertificates.Expired), "its certificate expired on " },
        { nameof(TestCertificates.Misused), "its certificate is not meant for TLS between these two sides (extended key usage)" },
    };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task TwoSides_WithCertificatesOfOneAuthority_Communicate()
    {
        var (accepted, connected) = Join(Ours, ConnectionSecurity.Tls(certificates.Person, TimeProvider.System));
        await Task.WhenAll(accepted.Done, connected.Done);

        Assert.True(accepted.CameThrough);
        Assert.Empty(_rig.Log.All);
    }

    [Theory]
    [MemberData(nameof(BadCertificates))]
    public async Task Accept_OfABadCertificate_RefusesWithOneLine(string whose, string why)
    {
        var knock = _rig.Accept(Ours);
        await using var stream = await knock.TlsAsync(SslProtocols.Tls13, Of(whose));
        await knock.Done;

        Assert.False(knock.CameThrough);
        Assert.StartsWith($"A connection from 127.0.0.1:1001 was refused: {why}", Assert.Single(_rig.Log.Ours), StringComparison.Ordinal);
        Assert.All(_rig.Log.All, line => Assert.Null(line.Exception));
    }

    [Fact]
    public async Task Accept_WithoutACertificate_RefusesWithOneLine()
    {
        var knock = _rig.Accept(Ours);
        await using var stream = await knock.TlsAsync(SslProtocols.Tls13, null);
        await knock.Done;

        Assert.Equal(["A connection from 127.0.0.1:1001 was refused: it showed no certificate."], _rig.Log.Ours);
    }

    [Fact]
    public async Task Accept_OfTls12_RefusesWithOneLine()
    {
        var knock = _rig.Accept(Ours);
        await Assert.ThrowsAnyAsync<Exception>(() => knock.TlsAsync(SslProtocols.Tls12, certificates.Person));
        await knock.Done;

        Assert.False(knock.CameThrough);
        Assert.StartsWith(
            "A connection from 127.0.0.1:1001 was refused: the TLS 1.3 handshake failed (",
            Assert.Single(_rig.Log.Ours),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_WithoutTls_SaysWhatIsNeeded()
    {
        var knock = _rig.Accept(Ours);
        await knock.SendAsync(Preamble.Bytes.ToArray());
        await knock.Done;

        Assert.Equal(
            ["A connection from 127.0.0.1:1001 was refused: it came without TLS; it needs certificates of this cluster (--certs)."],
            _rig.Log.Ours);
    }

    [Fact]
    public async Task Accept_OfAHandshakeThatStops_RefusesAfterFiveSecondsMore()
    {
        var knock = _rig.Accept(Ours);
        await knock.SendAsync(await ClientHelloTests.HelloAsync());

        // The answer shows that the first message was read as a whole, and that the longer limit applies now.
        await knock.End.Input.ReadAsync(TestContext.Current.CancellationToken);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.False(knock.Done.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        await knock.Done;

        Assert.Equal(["A connection from 127.0.0.1:1001 was refused: its handshake was not complete within 5 s."], _rig.Log.Ours);
    }

    [Fact]
    public async Task Connect_ToAnotherAuthoritysSilo_ThrowsOneLine()
    {
        var (_, connected) = Join(Ours, ConnectionSecurity.Tls(certificates.Stranger, TimeProvider.System));
        var exception = await Assert.ThrowsAsync<SherlockException>(() => connected.Done);

        Assert.Same(exception, await _rig.Failure.Task);
        Assert.EndsWith(
            "did not open: its certificate was not signed by this cluster's authority (ca.pem).",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithACertificateThatTheSiloRefuses_ThrowsOneLine()
    {
        var (accepted, connected) = Join(Ours, ConnectionSecurity.Tls(certificates.Disguised, TimeProvider.System));
        var exception = await Assert.ThrowsAsync<SherlockException>(() => connected.Done);
        await accepted.Done;

        Assert.EndsWith(
            "did not open: it did not accept this side's certificate; its own log says why.", exception.Message, StringComparison.Ordinal);
        Assert.False(accepted.CameThrough);
        Assert.Equal(2, _rig.Log.Ours.Count);
    }

    /// <summary>Connects an accepting side to a connecting side.</summary>
    private (Knock Accepted, Knock Connected) Join(ConnectionSecurity accepting, ConnectionSecurity connecting)
    {
        var (accepted, connected) = (_rig.Accept(accepting), _rig.Connect(connecting));
        _ = PassAsync(accepted.End.Input, connected.End.Output);
        _ = PassAsync(connected.End.Input, accepted.End.Output);
        return (accepted, connected);
    }

    private static async Task PassAsync(PipeReader from, PipeWriter to)
    {
        await from.CopyToAsync(to, TestContext.Current.CancellationToken);
        await to.CompleteAsync();
    }

    private MachineCertificate Of(string whose) => whose switch
    {
        nameof(TestCertificates.Stranger) => certificates.Stranger,
        nameof(TestCertificates.Expired) => certificates.Expired,
        _ => certificates.Misused,
    };
}
