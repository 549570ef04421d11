using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Storage;

/// <summary>Certificates of the database's connection that cannot be used: one clear line that does not pass.</summary>
[Trait("Category", "Slow")]
public sealed class PostgresTlsTests : IDisposable
{
    // PostgreSQL's manual, 54.7.
    private const int SslRequest = 80_877_103;

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OfAServerWhoseCertificateIsNotTrusted_SaysSo()
    {
        _server.Start();
        var serving = ServeAsync();

        var error = await OpenAsync("SSL Mode=VerifyFull");

        Assert.Contains("does not get through the TLS handshake (", error.Message, StringComparison.Ordinal);
        await _gone.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData(null, "cannot be asked: Could not find file ")]
    [InlineData("not a certificate", "a certificate or key cannot be read (")]
    public async Task Open_WithACertificateFileThatCannotBeRead_SaysWhich(string? text, string says)
    {
        var file = Path.Combine(_folder.Path, "client.pem");
        if (text is not null) { await File.WriteAllTextAsync(file, text, Token); }
        _server.Start();
        var serving = ServeAsync();

        var error = await OpenAsync($"SSL Mode=Require;SSL Certificate={file}");

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        await _gone.CancelAsync();
        await serving;
    }

    public void Dispose()
    {
        _gone.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    private async Task<SherlockException> OpenAsync(string settings)
    {
        var location = DatabaseLocation.Server(
            $"Host=127.0.0.1;Port={((IPEndPoint)_server.LocalEndpoint).Port};Username=a;Database=b;Pooling=false;{settings}");
        var error = await Assert.ThrowsAsync<SherlockException>(() => SherlockDatabase.OpenAsync(location, Token));
        Assert.StartsWith("The database 'b' on 127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.True(error is { ExitCode: SherlockException.OutOfReach, Passes: false }, error.Message);
        return error;
    }

    /// <summary>Agrees to TLS as PostgreSQL does, and shows a self-signed certificate, to one client after the other.</summary>
    private async Task ServeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=db", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        while (!_gone.IsCancellationRequested)
        {
            try
            {
                using var client = await _server.AcceptTcpClientAsync(_gone.Token);
                await AgreeAsync(client.GetStream());
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = made }, _gone.Token);
                await tls.ReadExactlyAsync(new byte[1], _gone.Token);
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException)
            {
                // The client has gone, as it should.
            }
        }
    }

    /// <summary>No to all that it asks before (GSSAPI), then yes to TLS.</summary>
    private static async Task AgreeAsync(NetworkStream stream)
    {
        var request = new byte[8];
        bool isTls;
        do
        {
            await stream.ReadExactlyAsync(request, Token);
            isTls = BinaryPrimitives.ReadInt32BigEndian(request.AsSpan(4)) == SslRequest;
            await stream.WriteAsync(isTls ? "S"u8.ToArray() : "N"u8.ToArray(), Token);
        }
        while (!isTls);
    }
}
