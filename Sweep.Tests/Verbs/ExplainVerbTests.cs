using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Verbs;

public sealed class ExplainVerbTests : IDisposable
{
    private const string Cell = """{"learning_rate":0.031,"rnn_size":32,"optimizer":"adam"}""";

    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Explain_OfATrialByTheGaussianProcess_SaysWhatItExpectedAndWhatMattered()
    {
        Search();

        Assert.Equal(0, await _rig.RunAsync("explain", "sizes/2"));
        Assert.Equal(
            """
            sizes/2: learning_rate 0.031, rnn_size 32, optimizer adam
            Proposed by gp from 16 results: expected improvement 0.31, the next best 0.29.
            The model knew 16 results, 1 of them diverged, and kept away from 2 that ran.
            It was compared with 699 other combinations.
            Expected improvement is in standard deviations of the logarithm of the distance to the best, which fits better.
            On that scale the model expects -1.5 ± 0.2 here, and the best is -1.25.
            What matters in the model: learning_rate 0.71, rnn_size 0.28, optimizer 0.01.
            It is completed, with val/loss 4.5 at its best.

            """,
            _rig.Out);
    }

    [Fact]
    public async Task Explain_OfASweep_SaysEachDecisionInOrder()
    {
        Search();

        Assert.Equal(0, await _rig.RunAsync("explain", "sizes"));
        Assert.Equal(
            """
            sizes searches 4 hyperparameters with sampler auto and seed 1.
            trial 1: one of 5 at the start, before the model has enough results
            trial 2: proposed by gp from 16 results: expected improvement 0.31, the next best 0.29
            search: ended after 64 trials

            """,
            _rig.Out);
    }

    [Fact]
    public async Task Explain_OfASearchThatWaits_SaysItsLagAndWhy()
    {
        Search();
        _rig.Source.Search = SearchSome.Search with { IsRepeatable = true, Lag = 8 };
        (_rig.Source.Status, _rig.Source.Obstacle) = (SweepStatus.Running, "waits for the result of trial 2, which is paused");

        Assert.Equal(0, await _rig.RunAsync("explain", "sizes"));
        Assert.StartsWith(
            "sizes searches 4 hyperparameters with sampler auto and seed 1. It is repeatable with lag 8.\n",
            _rig.Out,
            StringComparison.Ordinal);
        Assert.EndsWith("\nsizes waits for the result of trial 2, which is paused.\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_OfNoisyResults_SaysByHowMuchTheyDiffer()
    {
        Search();
        _rig.Source.Decisions[1] = SearchSome.Propose(2, 2, Cell, SearchSome.Improvement with { Noise = 0.25 });

        Assert.Equal(0, await _rig.RunAsync("explain", "sizes/2"));
        Assert.Contains("\nResults of one combination differ by about ±0.25 there.\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WithJson_PrintsTheDecisionAboutTheTrial()
    {
        Search();

        Assert.Equal(0, await _rig.RunAsync("explain", "sizes/1", "--json"));
        Assert.Equal(
            """
            [
              {
                "number": 1,
                "kind": "Propose",
                "trial": 1,
                "combination": {
                  "learning_rate": 0.031,
                  "rnn_size": 32,
                  "optimizer": "adam"
                },
                "reason": {
                  "by": "drawn",
                  "sampler": "halton",
                  "start": 5,
                  "results": 0
                },
                "time": "2026-03-01T12:00:00+00:00"
              }
            ]

            """,
            _rig.Out);
    }

    [Fact]
    public async Task Explain_OfAGrid_SaysThatEveryCombinationIsTrained()
    {
        Some.Fill(_rig.Source);

        Assert.Equal(0, await _rig.RunAsync("explain", "sizes/1"));
        Assert.Contains("Trial 1 of a grid: every combination is trained.", _rig.Out, StringComparison.Ordinal);
    }

    private void Search()
    {
        _rig.Source.Search = SearchSome.Search;
        _rig.Source.Trials.AddRange([SearchSome.Trial(1, 5, 0.031), SearchSome.Trial(2, 4.5, 0.031)]);
        _rig.Source.Decisions.AddRange([
            SearchSome.Propose(1, 1, Cell, new DrawnReason("halton", Start: 5, Results: 0)),
            SearchSome.Propose(2, 2, Cell, SearchSome.Improvement),
            SearchSome.End(3, new TrialsReason(64, 64)),
        ]);
    }
}
