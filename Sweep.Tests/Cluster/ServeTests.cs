using System.Net;
using System.Text.Json.Nodes;
using Sweep.Grains.Connections;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>Silos as their users start and stop them.</summary>
[Trait("Category", "Slow")]
public sealed class ServeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM", 0, "text")]
    [InlineData("INT", 130, "json")]
    public async Task Silo_Signalled_LeavesAndEndsAsItsSupervisorExpects(string signal, int exitCode, string format)
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync(slots: 0, ("--log-format", format));

        Assert.Contains($"gateway 127.0.0.1:{silo.GatewayPort}", await silo.LineAsync("is ready"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await HealthProbe.AskAsync(silo.Address("/health/live")));
        var ended = await silo.SignalAndEndAsync(signal);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal("", ended.Out);

        // It is ready, how to open the dashboard, it stops, it has stopped.
        var lines = ended.Error.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        if (format == "json") { Assert.All(lines, line => Assert.NotNull(JsonNode.Parse(line)!["Message"])); }
    }

    [Fact]
    public async Task Silos_OfOneDatabase_FindEachOtherAndSayWhoLeaves()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var first = await rig.StartSiloAsync(slots: 0);
        var second = await rig.StartSiloAsync(slots: 0);
        await first.LineAsync($"-{second.SiloPort}-");

        await second.SignalAndEndAsync("TERM");

        Assert.Contains($"-{second.SiloPort}-", await first.LineAsync("has left the cluster"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_Killed_IsMissedByTheOthersWithinSeconds()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var first = await rig.StartSiloAsync(slots: 0);
        var second = await rig.StartSiloAsync(slots: 0);

        await second.SignalAndEndAsync("KILL");

        Assert.Contains($"-{second.SiloPort}-", await first.LineAsync("is dead").InTimeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_DeclaredDeadWhileItHung_SaysSoLastAndEnds()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var first = await rig.StartSiloAsync(slots: 0);
        var second = await rig.StartSiloAsync(slots: 0);
        await second.LineAsync("is ready");
        await second.SignalAsync("STOP");
        await first.LineAsync("is dead");
        var said = second.Lines.Count;

        await second.SignalAsync("CONT");
        var ended = await second.EndAsync();

        Assert.Equal(3, ended.ExitCode);

        // A call that waited for its answer meanwhile may say so first.
        var last = second.Lines.All.Skip(said).ToList();
        Assert.InRange(last.Count, 1, 3);
        Assert.Contains("has declared silo", last[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--silo-port")]
    [InlineData("--gateway-port")]
    [InlineData("--http-port")]
    public async Task Silo_OnAnothersPort_SaysWhichAndTakesNoPart(string flag)
    {
        await using var rig = await ClusterRig.CreateAsync();
        var first = await rig.StartSiloAsync(slots: 0);
        var port = flag switch
        {
            "--silo-port" => first.SiloPort,
            "--gateway-port" => first.GatewayPort,
            _ => first.HttpPort,
        };

        var ended = await rig.LaunchSilo(slots: 0, (flag, $"{port}")).EndAsync();

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains($"{flag} {port}: another program listens on 127.0.0.1:{port}", ended.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_WithoutTheOthersCertificates_TakesNoPart()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var authority = new CertificateAuthority(Path.Combine(rig.Folder, "certs"), TimeProvider.System);
        authority.Create();
        authority.Add("baker-street");
        await rig.StartSiloAsync(slots: 0, ("--certs", Path.Combine(rig.Folder, "certs")));
        var said = rig.Silos[0].Lines.Count;

        var ended = await rig.LaunchSilo(slots: 0).EndAsync();

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains(" it takes no part: ", ended.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("is ready", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Silos[0].Lines.All.Skip(said), line => line.Contains("has joined", StringComparison.Ordinal));
    }
}
