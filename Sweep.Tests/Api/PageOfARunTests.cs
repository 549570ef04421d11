using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Api;

/// <summary>The page of <c>run --open</c>: at the printed address, for one session, as long as the run.</summary>
[Trait("Category", "Slow")]
public sealed class PageOfARunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithOpen_PrintsAnAddressAtWhichTheSweepIsSeenAndSteered()
    {
        using var folder = new TempFolder();
        await using var run = SiloProcess.StartResting(
            "run", TinyGrid.Write(folder.Path), "--data", Path.Combine(folder.Path, "data"), "--slots", "1", "--open",
            "--set", "trial.epochs=1000");
        var line = await run.LineAsync("/#token=");
        var (address, token) = line[line.IndexOf("http://", StringComparison.Ordinal)..].Split("#token=") is [var before, var after]
            ? (before, after.Trim())
            : throw new InvalidOperationException(line);
        using var http = new HttpClient { BaseAddress = new(address) };
        http.DefaultRequestHeaders.Add("X-Sherlock", "1");
        await run.LineAsync("tiny/1 started");

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(ApiHost.Uri("/sweeps"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsJsonAsync(ApiHost.Uri("/session"), new { token }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync(ApiHost.Uri("/session"), new { token }, Token)).StatusCode);
        var sweeps = await http.GetFromJsonAsync<JsonObject>(ApiHost.Uri("/sweeps"), Token);
        Assert.Equal("tiny", (string?)sweeps!["sweeps"]![0]!["name"]);
        using var steered = await http.PostAsync(ApiHost.Uri("/sweeps/tiny/cancel"), null, Token);

        Assert.Equal(HttpStatusCode.OK, steered.StatusCode);
        await run.EndAsync();
    }
}
