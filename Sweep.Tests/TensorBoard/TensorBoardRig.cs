using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Files;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;

namespace Sweep.Tests.TensorBoard;

/// <summary>
/// A sweep that <c>run</c> has trained, half of its trials diverged, and beside it trials that tests write by hand, with the real
/// TensorBoard over all of them: once by its fast loader, once by its Python loader.
/// </summary>
public sealed class TensorBoardRig : IAsyncLifetime
{
    internal const int Trials = 8;

    private const string Grid =
        """
        name: tiny
        corpus: sample
        trial:
          embedding_size: 8
          rnn_size: 8
          hidden_size: 8
          sequence_length: 5
          batch_size: 256
          negative_samples: 8
          vocabulary_size: 200
          validation_fraction: 0.02
          epochs: 2
          summary_interval: 20
        grid:
          cell: [basic, gru]
          clip_norm: [none, 1]
          learning_rate: [500, 0.05]
        order: file

        """;

    private static readonly EventFileContent _named = new()
    {
        RunName = $"{Run(HandWritten.Named)},cell=lstm,learning_rate=0.05",
        Grafana = GrafanaAddress.TryParse("http://grafana:3000"),
    };

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, TensorBoardServer> _servers = [];

    /// <summary>The names of both loaders.</summary>
    public static TheoryData<string> Loaders { get; } = ["fast", "python"];

    internal string Data => Path.Combine(_folder.Path, "data");

    internal string Logs => Path.Combine(Data, "logs", "tiny");

    /// <summary>The sweep's trials as <c>export --format json</c> tells them, by their numbers from 1.</summary>
    internal IReadOnlyList<JsonObject> Exported { get; private set; } = [];

    internal TensorBoardServer Server(string loader) => _servers[loader];

    public async ValueTask InitializeAsync()
    {
        await TensorBoardTool.PrepareAsync();
        var file = Path.Combine(_folder.Path, "tiny.yaml");
        await File.WriteAllTextAsync(file, Grid, TestContext.Current.CancellationToken);
        var ended = await EmbeddedProgram.RunAsync("run", file, "--data", Data);
        Assert.True(ended.ExitCode == 1, ended.ToString());
        Exported = EndToEnd.Exported.Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", Data));
        HandWritten.WriteAll((number, attempt, checkpoint) => Open(number, attempt, checkpoint));
        Open(HandWritten.Named, content: _named).Dispose();
        _servers["fast"] = await TensorBoardServer.StartAsync(Logs, isFast: true);
        _servers["python"] = await TensorBoardServer.StartAsync(Logs, isFast: false);
        foreach (var server in _servers.Values) { await LoadedAsync(server); }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values) { await server.DisposeAsync(); }
        _folder.Dispose();
    }

    /// <summary>A trial of the sweep that a test writes.</summary>
    internal TrialEventFile Open(int number, int attempt = 1, long? checkpoint = null, EventFileContent? content = null)
    {
        var from = checkpoint is { } step ? new CheckpointInfo(step, "", 1) : null;
        var assignment = new TrialAssignment(
            new(Guid.Empty, number), attempt, "tiny", "tiny", "sample", Seed: 1, new LanguageModelParameters(), Language.Objective, from,
            LanguageModelParameters.Schema);
        return TrialEventFile.Open(Path.GetDirectoryName(Logs)!, assignment, TimeProvider.System, _ => { }, content);
    }

    internal static string Run(int number) => EventFileFolders.TrialName(number);

    /// <summary>Whether a run is a trial that <c>run</c> has trained.</summary>
    internal static bool IsTrained(string run) => string.CompareOrdinal(run, Run(HandWritten.Torn)) < 0;

    /// <summary>Waits until all files are read: the last record of a trial that has ended has a scalar.</summary>
    private static async Task LoadedAsync(TensorBoardServer server)
    {
        var numbers = Enumerable.Range(1, Trials).Concat(HandWritten.Ended);
        foreach (var number in numbers) { await server.SeriesUntilAsync(Run(number), "hparam/diverged", series => series.Count == 1); }
    }
}

[CollectionDefinition]
public sealed class BesideTensorBoard : ICollectionFixture<TensorBoardRig>;
