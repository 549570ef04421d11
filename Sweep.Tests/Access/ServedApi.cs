using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Storage;
using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Access;

/// <summary>A cluster of one silo that only coordinates, and callers of its HTTP API with tokens.</summary>
internal sealed class ServedApi : IAsyncDisposable
{
    private readonly ClusterRig _rig;
    private readonly SherlockDatabase _database;

    private ServedApi(ClusterRig rig, SiloServer silo, SherlockDatabase database) => (_rig, Silo, _database) = (rig, silo, database);

    public SiloServer Silo { get; }

    public SweepReader Reader => new(_database.Contexts);

    /// <summary>Where the sample's files are.</summary>
    public static string Sample { get; } = Path.Combine(Repository.Folder, "docs", "samples", "ask");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ServedApi> StartAsync(params (string Name, string Value)[] more)
    {
        var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync(slots: 0, more);
        return new(rig, silo, await SherlockDatabase.OpenAsync(DatabaseLocation.Server(rig.Database), Token));
    }

    /// <summary>Starts another silo of the cluster.</summary>
    public Task<SiloServer> StartAgainAsync() => _rig.StartSiloAsync(slots: 0);

    public async Task<string> TokenAsync(string name, Role role = Role.Operator) =>
        (await TokenStore.Over(_database).CreateAsync(name, role, lifetime: null, Token)).Token;

    /// <summary>A caller with a token.</summary>
    public HttpClient Caller(string token) => new()
    {
        BaseAddress = Silo.Address("/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>Publishes the sample's trainable, and submits its sweep or another one of it.</summary>
    public static async Task SubmitAsync(HttpClient caller, string? sweep = null)
    {
        await TakeAsync(caller, "trainables", await File.ReadAllTextAsync(Path.Combine(Sample, "trainables.yaml"), Token));
        await TakeAsync(caller, "sweeps", sweep ?? await File.ReadAllTextAsync(Path.Combine(Sample, "banana.yaml"), Token));
    }

    /// <summary>Posts JSON.</summary>
    /// <returns>The answer; null if it is empty.</returns>
    public static async Task<JsonNode?> PostAsync(HttpClient caller, string path, object body)
    {
        using var answer = await caller.PostAsJsonAsync(path, body, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public static async Task<HttpStatusCode> StatusAsync(HttpClient caller, string path, object body)
    {
        using var answer = await caller.PostAsJsonAsync(path, body, Token);
        return answer.StatusCode;
    }

    /// <summary>Starts Python with a script of the sample or of a test.</summary>
    public GuardedProcess Python(string token, params string[] args) => GuardedProcess.Start(
        _rig.Folder,
        new Dictionary<string, string> { ["SHERLOCK_TOKEN"] = token },
        [RequiredTool.Find("python3", "python3"), .. args]);

    public async ValueTask DisposeAsync()
    {
        _database.Dispose();
        await _rig.DisposeAsync();
    }

    private static async Task TakeAsync(HttpClient caller, string path, string yaml)
    {
        using var content = new StringContent(yaml, null, "application/yaml");
        using var answer = await caller.PostAsync(path, content, Token);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, $"{path}: {await answer.Content.ReadAsStringAsync(Token)}");
    }
}
