namespace Sweep.Tests.Verbs;

public sealed class ShowVerbTests : IDisposable
{
    /// <summary>The end of the answer of <c>show --json</c> for a trial.</summary>
    private const string EndInJson =
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

        """;

    private readonly ClientRig _rig = new();

    public ShowVerbTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

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
            EndInJson,
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
}
