using System.Net;
using System.Net.Http.Json;
using Sweep.Grains.Connections;
using Sweep.Grains.Storage;
using Sweep.Tests.Cluster;
using Sweep.Tests.Deploy;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Access;

/// <summary>The HTTP port of a real silo, as people and probes use it.</summary>
[Trait("Category", "Slow")]
public sealed class ServedAccessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_OnLoopbackWithoutAToken_PrintsAnAddressThatOpensOneSession()
    {
        await using var served = await ServedApi.StartAsync();
        var invitation = (await served.Silo.LineAsync("#token=")).Split("#token=")[1].Split(' ')[0];
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = served.Silo.Address("/") };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("api/v1/sweeps", Token)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NoContent, (await http.PostAsJsonAsync("api/v1/session", new { token = invitation }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("api/v1/sweeps", Token)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync("api/v1/session", new { token = invitation }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("metrics", Token)).StatusCode);
    }

    [Fact]
    public async Task Serve_WithACertificateForHttp_UsesTlsAndTheHealthCheckOfTheContainersPasses()
    {
        using var folder = new TempFolder();
        var authority = new CertificateAuthority(folder.Path, TimeProvider.System);
        authority.Create();
        authority.Add("localhost");
        await using var rig = await ClusterRig.CreateAsync();
        var silo = rig.LaunchSilo(
            0, ("--http-cert", Path.Combine(folder.Path, "localhost.pem")), ("--http-key", Path.Combine(folder.Path, "localhost.key")));
        await silo.LineAsync("is ready");
        var check = (string)((Dictionary<object, object>)ComposeFile.Load().Of("silo-1", "healthcheck"))["test"];

        await ScriptRun.DoAsync(
            new Dictionary<string, string>(), "sh", "-c", check.Replace("8080", $"{silo.HttpPort}", StringComparison.Ordinal));
        var curl = await ScriptRun.RunAsync(
            new Dictionary<string, string>(), "curl", "--silent", "--show-error", "--cacert", Path.Combine(folder.Path, "ca.pem"),
            "--write-out", "%{http_code} %{http_version}", $"https://localhost:{silo.HttpPort}/api/v1/me");

        Assert.EndsWith("401 2", curl.Out, StringComparison.Ordinal);
        Assert.Null(await HealthProbe.AskAsync(silo.Address("/health/live")));
    }

    [Fact]
    public async Task Serve_WithTokensInItsDatabase_PrintsNoAddress()
    {
        await using var served = await ServedApi.StartAsync();
        await served.TokenAsync("ci", Role.Viewer);
        await served.Silo.SignalAndEndAsync("TERM");
        var again = await served.StartAgainAsync();

        await again.LineAsync("is ready");
        await again.SignalAndEndAsync("TERM");

        Assert.DoesNotContain(again.Lines.All, line => line.Contains("#token=", StringComparison.Ordinal));
    }
}
