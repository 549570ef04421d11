using System.Text.Json.Nodes;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>The language model in a grid with early stopping, by the command line.</summary>
[Trait("Category", "Slow")]
public sealed class PromotedModelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trials_HeldAndPromotedToTheirEnd_HaveTheWeightsAndPointsOfThoseTrainedStraight()
    {
        // With the second rate every model becomes worse than at its beginning, so the others are the better half.
        var held = await TrainAsync("held", "0.01, 1", "search: { stop: { asha: { rungs: [1, 2], guard: 0 } } }");
        var straight = await TrainAsync("straight", "0.01", "");

        Assert.Equal(6, straight.Count);
        foreach (var (combination, trial) in straight)
        {
            var promoted = held[combination];
            Assert.Equal(("Completed", 2), ((string?)promoted["status"], (int)promoted["attempts"]!));
            Assert.NotNull((string?)promoted["weights_hash"]);
            Assert.Equal((string?)trial["weights_hash"], (string?)promoted["weights_hash"]);
            Assert.Equal(Exported.Series(trial), Exported.Series(promoted));
        }

        Assert.Contains(held.Values, trial => (string?)trial["status"] == "Pruned");
    }

    /// <summary>Trains all cells with all optimizers.</summary>
    /// <returns>The trials by their hyperparameters.</returns>
    private async Task<Dictionary<string, JsonObject>> TrainAsync(string name, string rates, string search)
    {
        var path = Path.Combine(_folder.Path, $"{name}.yaml");
        await File.WriteAllTextAsync(
            path,
            $$"""
            name: {{name}}
            corpus: sample
            trial:
              embedding_size: 4
              rnn_size: 4
              hidden_size: 4
              sequence_length: 3
              batch_size: 1024
              negative_samples: 8
              vocabulary_size: 100
              validation_fraction: 0.02
              epochs: 2
              summary_interval: 20
            grid:
              cell: [basic, gru, lstm]
              optimizer: [momentum, adam]
              learning_rate: [{{rates}}]
            {{search}}

            """,
            TestContext.Current.CancellationToken);
        var run = await EmbeddedProgram.RunAsync("run", path, "--data", Data, "--slots", "2");
        Assert.True(run.ExitCode == 0, run.ToString());
        return Exported.Trials(await EmbeddedProgram.JsonAsync("export", name, "--format", "json", "--data", Data))
            .ToDictionary(trial => trial["hyperparameters"]!.ToJsonString());
    }
}
