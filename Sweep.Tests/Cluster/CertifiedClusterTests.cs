using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sweep.Grains.Connections;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>Silos with certificates refuse strangers without a certificate of this cluster, and the trials do not notice.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class CertifiedClusterTests
{
    private const int Strings = 1000;
    private const int Flood = 500;

    private static readonly TimeSpan _bar = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _stillBar = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Silo_AmongStrangers_RefusesThemAndTrainsOn()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var ours = await CertificatesAsync(rig, "ours", "silo", "watson");
        var theirs = await CertificatesAsync(rig, "theirs", "silo", "moriarty");
        rig.SiloOptions.Add(("--certs", ours["silo"]));
        rig.ClientEnvironment["SHERLOCK_CERTS"] = ours["watson"];
        var silo = await rig.StartSiloAsync(slots: 1);
        await rig.StartSiloAsync(slots: 1);
        var grid = ClusterGrid.Write(rig.Folder, "guarded", 2, ClusterGrid.Endless);
        var sweep = await rig.SubmitAsync(grid);
        await sweep.UntilUnderWayAsync(running: 2);
        await using var steps = new StepLog(sweep);
        var from = await sweep.NowAsync();

        await RefusedAsync(rig, grid, certificates: "");
        await RefusedAsync(rig, grid, theirs["moriarty"]);
        var stranger = await rig.LaunchSilo(slots: 1, ("--certs", theirs["silo"])).EndAsync();
        Assert.Equal(3, stranger.ExitCode);
        Assert.Contains("takes no part", stranger.ErrorLines[^1], StringComparison.Ordinal);
        var (lines, start) = (silo.Lines.Count, Stopwatch.GetTimestamp());
        foreach (var port in new[] { silo.SiloPort, silo.GatewayPort, silo.HttpPort }) { await BesiegeAsync(port); }
        AssertFew(silo.Lines.Count - lines, Stopwatch.GetElapsedTime(start));

        var until = await sweep.NowAsync();
        Measured.Say(
            "standing still of trials under siege",
            _stillBar,
            [.. Enumerable.Range(1, 2).Select(trial => steps.LongestStill(trial, from, until))]);
        Assert.All(await sweep.AttemptsAsync(), attempt => Assert.Equal((1, null), (attempt.Number, attempt.Outcome)));
        await rig.DoAsync("cancel", "guarded");
    }

    /// <summary>At most ten lines per second and their sum, however often strangers connect, and what a silo logs besides.</summary>
    private static void AssertFew(int lines, TimeSpan siege)
    {
        const int besides = 20;
        var most = ((RefusalLog.MostPerSecond + 1) * (int)Math.Ceiling(siege.TotalSeconds + 1)) + besides;
        Measured.Tell($"{3 * (Strings + Flood)} strangers made {lines} log lines in {siege.TotalSeconds:0.0} s");
        Assert.True(lines <= most, $"{lines} log lines in {siege.TotalSeconds:0.0} s, where {most} are the most.");
    }

    /// <summary>An authority, and the folder of each of its machines and people.</summary>
    private static async Task<Dictionary<string, string>> CertificatesAsync(ClusterRig rig, string authority, params string[] names)
    {
        var folder = Path.Combine(rig.Folder, authority);
        var folders = new Dictionary<string, string>();
        await rig.DoAsync("certs", "init", folder);
        foreach (var name in names)
        {
            await rig.DoAsync("certs", "add", name, "--dir", folder);
            folders[name] = Directory.CreateDirectory(Path.Combine(rig.Folder, $"{authority}-{name}")).FullName;
            foreach (var file in new[] { "ca.pem", $"{name}.pem", $"{name}.key" })
            {
                File.Copy(Path.Combine(folder, file), Path.Combine(folders[name], file));
            }
        }

        return folders;
    }

    private static async Task RefusedAsync(ClusterRig rig, string grid, string certificates)
    {
        var known = rig.ClientEnvironment["SHERLOCK_CERTS"];
        rig.ClientEnvironment["SHERLOCK_CERTS"] = certificates;
        var ended = await rig.RunClientAsync("submit", grid);
        rig.ClientEnvironment["SHERLOCK_CERTS"] = known;

        Assert.True(ended.ExitCode == 3, ended.ToString());
        Assert.Contains("certificate", ended.ErrorLines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>Random bytes, then connections that say nothing.</summary>
    private static async Task BesiegeAsync(int port)
    {
        var random = new Random(port);
        var strings = Enumerable.Range(0, Strings).Select(_ =>
        {
            var bytes = new byte[random.Next(1, 2000)];
            random.NextBytes(bytes);
            return bytes;
        });
        var times = new List<TimeSpan>();
        foreach (var some in strings.Chunk(100))
        {
            times.AddRange(await Task.WhenAll(some.Select(bytes => RefusedAfterAsync(port, bytes))));
        }

        Measured.Say($"random bytes to port {port} refused", _bar, times);
        var halfOpen = await Task.WhenAll(Enumerable.Range(0, Flood).Select(_ => RefusedAfterAsync(port, [])));
        Measured.Say($"half-open connections to port {port} closed", _bar, halfOpen);
    }

    /// <summary>How long after connecting the other side closed the connection.</summary>
    private static async Task<TimeSpan> RefusedAfterAsync(int port, byte[] bytes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            start = Stopwatch.GetTimestamp();
            if (bytes.Length > 0) { await socket.SendAsync(bytes); }
            while (await socket.ReceiveAsync(new byte[4096]).InTimeAsync() > 0)
            {
                // What it answers does not matter.
            }
        }
        catch (SocketException)
        {
            // Reset: refused too.
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
