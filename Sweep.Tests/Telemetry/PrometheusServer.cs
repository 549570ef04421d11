using System.Globalization;
using System.Text.Json;
using Sweep.Tests.Cluster;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Telemetry;

/// <summary>A real Prometheus of one test's own, on a free loopback port, with its data in a folder that goes with it.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const int Attempts = 5;

    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(100);

    private readonly TempFolder _folder;
    private readonly GuardedProcess _process;
    private readonly HttpClient _http;

    private PrometheusServer(TempFolder folder, GuardedProcess process, Uri address) =>
        (_folder, _process, _http, Address) = (folder, process, new() { BaseAddress = address }, address);

    public Uri Address { get; }

    /// <summary>Starts Prometheus and waits until it is ready.</summary>
    /// <param name="configuration">The text of a <c>prometheus.yml</c>, such as <see cref="PrometheusConfiguration.For"/> makes.</param>
    public static async Task<PrometheusServer> StartAsync(string configuration)
    {
        var program = RequiredTool.Find("prometheus", "prometheus");
        for (var attempt = 1; ; attempt++)
        {
            var server = Launch(program, configuration);
            if (await server.IsReadyAsync()) { return server; }
            var ended = await server._process.EndAsync();
            await server.DisposeAsync();

            // Somebody took the port between our look and Prometheus's.
            var isTaken = ended.Error.Contains("address already in use", StringComparison.Ordinal);
            Assert.True(isTaken && attempt < Attempts, $"Prometheus did not start, {ended}");
        }
    }

    /// <summary>Asks a PromQL expression.</summary>
    /// <returns>Its series, or the one value of a scalar, with their present values.</returns>
    public async Task<IReadOnlyList<PrometheusSample>> QueryAsync(string promql)
    {
        using var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(promql)}");
        var root = answer.RootElement;
        Assert.True(root.GetProperty("status").GetString() == "success", $"{promql}: {root}");
        var data = root.GetProperty("data");
        var result = data.GetProperty("result");
        return data.GetProperty("resultType").GetString() == "vector"
            ? [.. result.EnumerateArray().Select(series => new PrometheusSample(Labels(series), Value(series.GetProperty("value"))))]
            : [new(new Dictionary<string, string>(), Value(result))];
    }

    /// <summary>Waits until an expression's series are as wanted; a failure of the test where they never are.</summary>
    public Task<IReadOnlyList<PrometheusSample>> UntilAsync(string promql, Func<IReadOnlyList<PrometheusSample>, bool> isReached) =>
        Patience.UntilAsync($"as wanted: {promql}", () => QueryAsync(promql), isReached);

    /// <summary>Waits until every one of so many targets was scraped with success.</summary>
    public Task TargetsUpAsync(int count) =>
        UntilAsync("up", targets => targets.Count == count && targets.All(target => target.Value == 1));

    /// <summary>A path of its HTTP API, as JSON, whatever its status.</summary>
    public async Task<JsonDocument> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static PrometheusServer Launch(string program, string configuration)
    {
        var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "prometheus.yml");
        File.WriteAllText(file, configuration);
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Next()}");
        var process = GuardedProcess.Start(
            folder.Path,
            new Dictionary<string, string>(),
            program, $"--config.file={file}", $"--storage.tsdb.path={Path.Combine(folder.Path, "data")}", $"--web.listen-address={listen}");
        return new(folder, process, new($"http://{listen}"));
    }

    /// <returns>False where it has ended instead.</returns>
    private async Task<bool> IsReadyAsync()
    {
        using var timer = new PeriodicTimer(_pace);
        while (await HealthProbe.AskAsync(new(Address, "/-/ready")) is not System.Net.HttpStatusCode.OK)
        {
            if (_process.HasEnded) { return false; }
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return !_process.HasEnded;
    }

    private static Dictionary<string, string> Labels(JsonElement series) =>
        series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);

    // A pair of time and value, the value as text: it may be NaN.
    private static double Value(JsonElement pair) => double.Parse(pair[1].GetString()!, CultureInfo.InvariantCulture);
}

/// <summary>A series and its value.</summary>
internal sealed record PrometheusSample(IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>A label's value; empty where the series does not have it.</summary>
    public string this[string label] => Labels.GetValueOrDefault(label, "");

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"{{{string.Join(',', Labels.Select(label => $"{label.Key}={label.Value}"))}}} {Value}");
}
