using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Verbs;

public sealed class ReadingVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public ReadingVerbTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

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
              }
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

            """,
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
    public async Task Show_OfATrialThatSeveralKindsOfProcessorsTrained_MarksIt()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));
        Assert.DoesNotContain("Processors of more than one kind", _rig.Out, StringComparison.Ordinal);
        _rig.Source.Trials[1] = _rig.Source.Trials[1] with { Processors = ["A 1/2 avx2", "B 3/4 avx512"] };

        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));
        const string Mark = "Processors of more than one kind trained these trials, so a repetition may differ in the last bits: 2.";
        Assert.Contains(Mark, _rig.Out, StringComparison.Ordinal);

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/2"));
        Assert.Matches("processors +2 kinds, so a repetition may differ: A 1/2 avx2, B 3/4 avx512", _rig.Out);
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/2", "--json"));
        Assert.Contains("\"processors\": [\n    \"A 1/2 avx2\",\n    \"B 3/4 avx512\"\n  ],\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfATrialWithJson_EndsWithItsSeriesByMetric()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1", "--json"));
        Assert.EndsWith(
            """
              "attempts": 1,
              "seconds": 12.5,
              "step": 100,
              "total_steps": 100,
              "weights_hash": "ab12",
              "reason": null,
              "silo": null,
              "processors": [],
              "started_at": null,
              "finished_at": null,
              "series": {
                "train/loss": [
                  {
                    "step": 90,
                    "value": 6
                  }
                ],
                "val/loss": [
                  {
                    "step": 90,
                    "value": 5.25
                  },
                  {
                    "step": 100,
                    "value": 5.75
                  }
                ]
              }
            }

            """,
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ForPeople_HasTheWeightsHashAndTheReason()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1"));
        Assert.Matches("weights hash +ab12", _rig.Out);
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/2"));
        Assert.Matches("status +Diverged: loss is NaN", _rig.Out);
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
            var text = System.Text.Json.Nodes.JsonNode.Parse(HyperparameterSchema.ToJson(trial.Hyperparameters))!
                .ToJsonString(new() { WriteIndented = true })
                .Replace("\n", "\n    ", StringComparison.Ordinal);
            json = json.Replace(text, $"H{trial.Id.Number}", StringComparison.Ordinal);
        }

        return json;
    }
}
