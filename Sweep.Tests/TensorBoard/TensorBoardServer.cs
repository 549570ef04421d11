using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.Tests.Cluster;

namespace Sweep.Tests.TensorBoard;

/// <summary>The real TensorBoard over a folder of logs, on a free loopback port. It looks for new data every second.</summary>
internal sealed class TensorBoardServer : IAsyncDisposable
{
    private readonly GuardedProcess _process;
    private readonly HttpClient _http;

    private TensorBoardServer(GuardedProcess process, Uri address)
    {
        _process = process;
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
    }

    /// <param name="isFast">Whether its data server reads the files, which is the default; otherwise its Python code does.</param>
    public static async Task<TensorBoardServer> StartAsync(string logs, bool isFast)
    {
        var loader = isFast ? "--load_fast=true" : "--load_fast=false";
        var process = TensorBoardTool.Start(logs, "--logdir", logs, "--port", "0", "--reload_interval", "1", loader);
        try
        {
            var line = await process.LineAsync(" at http://");
            return new(process, new(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal))));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>A page of its API as text; null if it has no such thing, or not yet.</summary>
    public async Task<string?> TextAsync(string path)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : null;
    }

    /// <summary>A file of its API.</summary>
    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync(path, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="TextAsync"/>
    public async Task<JsonNode?> JsonAsync(string path) => await TextAsync(path) is { } text ? JsonNode.Parse(text) : null;

    /// <summary>What the HParams view asks for.</summary>
    public async Task<JsonNode> HParamsAsync(string what, JsonObject request)
    {
        request["experimentName"] = "";
        using var answer = await _http.PostAsJsonAsync($"/data/plugin/hparams/{what}", request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}
