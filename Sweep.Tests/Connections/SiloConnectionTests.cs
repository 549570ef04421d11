using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Connections;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Connections;

/// <summary>Real silos, a real client, and other programs that connect to their ports.</summary>
[Trait("Category", "Slow")]
public sealed class SiloConnectionTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cluster_WithTheSameSecurity_Communicates(bool isTls)
    {
        await using var cluster = await StartAsync(isTls);

        Assert.Equal(2, await cluster.CountSilosAsync());
        Assert.Empty(cluster.Log.Ours);
    }

    [Fact]
    public async Task Client_WithoutTheRightCertificate_IsRefusedWithTheReason()
    {
        await using var cluster = await StartAsync(isTls: true);

        Assert.Contains(
            "signed by this cluster's authority", await WhyNotAsync(cluster, Tls(certificates.Stranger)), StringComparison.Ordinal);
        Assert.Contains(
            "did not accept this side's certificate", await WhyNotAsync(cluster, Tls(certificates.Disguised)), StringComparison.Ordinal);
        Assert.Contains(
            "did not accept this side's certificate", await WhyNotAsync(cluster, Tls(certificates.Expired)), StringComparison.Ordinal);
        Assert.Contains(
            "it may want certificates (--certs)", await WhyNotAsync(cluster, ConnectionSecurity.Plain), StringComparison.Ordinal);
        Assert.Equal(2, await cluster.CountSilosAsync());
        Assert.All(cluster.Log.All, line => Assert.Null(line.Exception));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ports_GivenRandomBytes_CloseWithOneLineAtMostAndCallsGoOn(bool isTls)
    {
        await using var cluster = await StartAsync(isTls);
        var random = new Random(20260501);
        byte[][] strings = [.. Enumerable.Range(0, 500).Select(_ => RandomBytes(random))];
        var before = cluster.Log.All.Count;
        var begin = Stopwatch.GetTimestamp();
        foreach (var group in strings.Chunk(50))
        {
            int[] ports = [cluster.SiloPort, cluster.GatewayPort];
            await Task.WhenAll(group.Select((bytes, index) => KnockAsync(ports[index % 2], bytes)));
            Assert.Equal(2, await cluster.CountSilosAsync());
        }

        AssertQuiet(cluster, before, strings.Length, Stopwatch.GetElapsedTime(begin));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ports_FloodedWithSilentConnections_CloseThemAndCallsGoOn(bool isTls)
    {
        await using var cluster = await StartAsync(isTls);
        var before = cluster.Log.All.Count;
        var begin = Stopwatch.GetTimestamp();
        var flood = Task.WhenAll(Enumerable.Range(0, 500).Select(_ => KnockAsync(cluster.GatewayPort, [])));
        while (!flood.IsCompleted)
        {
            Assert.Equal(2, await cluster.CountSilosAsync());
        }

        await flood;
        Assert.Null(await cluster.StartClientAsync(isTls ? Tls(certificates.Person) : ConnectionSecurity.Plain));
        AssertQuiet(cluster, before, 500, Stopwatch.GetElapsedTime(begin));
    }

    private Task<TwoSilos> StartAsync(bool isTls) => isTls
        ? TwoSilos.StartAsync(Tls(certificates.Silo), Tls(certificates.Person))
        : TwoSilos.StartAsync(ConnectionSecurity.Plain, ConnectionSecurity.Plain);

    private static ConnectionSecurity Tls(MachineCertificate certificate) => ConnectionSecurity.Tls(certificate, TimeProvider.System);

    private static async Task<string> WhyNotAsync(TwoSilos cluster, ConnectionSecurity security) =>
        (await cluster.StartClientAsync(security))?.Message ?? "It was let in.";

    /// <summary>Connects, sends the bytes, and waits until the other side closes.</summary>
    private static async Task KnockAsync(int port, byte[] bytes)
    {
        var token = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, token);
        try
        {
            await client.GetStream().WriteAsync(bytes, token);
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], token).AsTask().InTimeAsync());
        }
        catch (IOException)
        {
            // The other side closed without reading all bytes: a reset.
        }
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? random.Next(1, 5) : random.Next(5, 2000)];
        random.NextBytes(bytes);
        // Some begin like TLS.
        if (random.Next(4) == 0)
        {
            bytes[0] = 22;
        }

        return bytes;
    }

    /// <summary>Checks that our own lines and their sums stay within their limit, and that no other category logged a line.</summary>
    private static void AssertQuiet(TwoSilos cluster, int before, int refused, TimeSpan elapsed)
    {
        var lines = cluster.Log.All.Skip(before).ToList();
        var foreign = lines.Where(line => !line.Category.StartsWith("Sweep.", StringComparison.Ordinal) && line.Level >= LogLevel.Warning);
        Assert.Empty(foreign.Select(line => $"{line.Category}: {line.Text}"));
        Assert.All(lines, line => Assert.Null(line.Exception));
        Assert.InRange(cluster.Log.Ours.Count, 1, Math.Min(refused, (RefusalLog.MostPerSecond + 1) * (2 + (int)elapsed.TotalSeconds)));
    }
}
