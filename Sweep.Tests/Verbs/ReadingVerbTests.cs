namespace Sweep.Tests.Verbs;

public sealed class ReadingVerbTests : IDisposable
{
    /// <summary>The answer of <c>best --json</c>, with H1 and H2 for the hyperparameters.</summary>
    private const string BestInJson =
        """
        [
          {
            "trial": "sizes/1",
            "status": "Completed",
            "seed": 1,
            "hyperparameters": H1,
            "best": {
              "metric": "val/loss",
              "value": 5.25,
              "step": 90
            },
            "last": {
              "metric": "val/loss",
              "value": 5.75,
              "step": 100
            },
            "attempts": 1,
            "seconds": 12.5
          },
          {
            "trial": "sizes/2",
            "status": "Diverged",
            "seed": 1,
            "hyperparameters": H2,
            "best": null,
            "last": {
              "metric": "val/loss",
              "value": null,
              "step": 4
            },
            "attempts": 1,
            "seconds": 0
          }
        ]

        """;

    private readonly ClientRig _rig = new();

    public ReadingVerbTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("show", "sizes-2")]
    public async Task List_OfASweepThatNoSiloCanTrain_SaysSoWhateverTheWidth(params string[] args)
    {
        _rig.Width = 40;
        _rig.Source.Newer.Add(Some.Later() with { LacksSilo = true });

        Assert.Equal(0, await _rig.RunAsync(args));

        Assert.Contains(
            "sizes-2 waits for a silo that can train language-model 1",
            string.Join(' ', _rig.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_WithJson_PrintsTrialsStepsAndCorpus()
    {
        Assert.Equal(0, await _rig.RunAsync("validate", "g.yaml", "--set", "trial.epochs=2", "--set", "corpus=sample", "--json"));
        Assert.Equal(
            """
            {
              "trials": 2,
              "steps": 1234,
              "corpus": {
                "lines": 10,
                "tokens": 200,
                "vocabulary": 50
              },
              "checkpoint_bytes": null,
              "search": null,
              "stop": null
            }

            """,
            _rig.Out);
        Assert.Equal(["trial.epochs=2", "corpus=sample"], _rig.Sets);
        Assert.Empty(_rig.Error);
    }

    [Fact]
    public async Task Validate_ForPeople_IsOneLine()
    {
        Assert.Equal(0, await _rig.RunAsync("validate", "g.yaml"));
        Assert.Equal("g.yaml is good: 2 trials, 1,234 steps; corpus: 10 lines, 200 tokens, 50 words.\n", _rig.Out);
    }

    [Fact]
    public async Task Best_WithJson_PrintsTrialsBestFirstAndNaNAsNull()
    {
        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--json"));
        Assert.Equal(
            BestInJson,
            WithoutHyperparameters(_rig.Out));
        Assert.Contains("\"rnn_size\": 16,", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_ForPeople_RanksWithLossAndPerplexity()
    {
        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--top", "1"));

        var row = Assert.Single(_rig.Out.Split('\n'), line => line.Contains("sizes/", StringComparison.Ordinal));

        // Perplexity is e to the power of 5.25 = 190.566.
        Assert.Equal(
            ["1", "sizes/1", "8", "5.25", "190.6", "90", "0/10", "12.5", "Completed"],
            row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task List_WithJson_CountsTrialsByStatus()
    {
        Assert.Equal(0, await _rig.RunAsync("list", "--json"));
        Assert.Equal(
            """
            [
              {
                "id": "0190aa00000070008000000000000001",
                "name": "sizes",
                "folder": "sizes",
                "status": "Completed",
                "corpus": "sample",
                "objective": {
                  "metric": "val/loss",
                  "goal": "minimize"
                },
                "varied": [
                  "rnn_size"
                ],
                "counts": {
                  "Completed": 1,
                  "Diverged": 1
                },
                "created_at": "2026-03-01T12:00:00+00:00",
                "finished_at": null
              }
            ]

            """,
            _rig.Out);
    }

    // How hyperparameters are written is not the client's to say.
    private string WithoutHyperparameters(string json)
    {
        foreach (var trial in _rig.Source.Trials)
        {
            var text = System.Text.Json.Nodes.JsonNode.Parse(trial.Hyperparameters.ToJson())!
                .ToJsonString(new() { WriteIndented = true })
                .Replace("\n", "\n    ", StringComparison.Ordinal);
            json = json.Replace(text, $"H{trial.Id.Number}", StringComparison.Ordinal);
        }

        return json;
    }
}
