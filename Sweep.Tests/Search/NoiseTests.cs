using Sweep.Grains.Search;

namespace Sweep.Tests.Search;

/// <summary>The Gaussian process with results that differ if a combination is repeated, and with very many running trials.</summary>
public sealed class NoiseTests
{
    private static readonly SearchSpace _space = new(new("x", new NumberDomain(0, 1)), new("y", new NumberDomain(0, 1)));

    [Fact]
    public void Propose_FromNoisyResults_StaysNearTheOptimumOnlyIfItLearnsTheNoise() =>
        Assert.InRange(Excess(learnsNoise: true), 0, Excess(learnsNoise: false) / 2);

    [Fact]
    public void Reason_OfAModelThatLearnsNoise_HasIt()
    {
        Assert.InRange(NoiseOf(new AutoSampler(learnsNoise: true))!.Value, 0.05, 0.5);
        Assert.Null(NoiseOf(new AutoSampler()));
    }

    [Fact]
    public void Propose_BesideVeryManyRunningTrials_KeepsAwayFromTheNewestHundred()
    {
        var (many, newest) = (Searched(new RandomSampler(), 20, seed: 1), Searched(new RandomSampler(), 20, seed: 1));
        for (var number = 20; number < 171; number++)
        {
            var running = new SearchTrial(number, _space.Draw(1, number), SearchOutcome.Running);
            many.Apply(running);
            if (number >= 71) { newest.Apply(running); }
        }

        var (expected, actual) = (Propose(newest), Propose(many));

        Assert.Equal(expected.Cell, actual.Cell);
        Assert.Equal(100, Assert.IsType<ImprovementReason>(actual.Reason).Running);
    }

    private static Proposal Propose(SearchState state) => new Searcher(new GaussianSampler()).Propose(state)!;

    private static double? NoiseOf(ISampler sampler) =>
        ((ImprovementReason)new Searcher(sampler).Propose(Searched(new RandomSampler(), 25, seed: 1))!.Reason).Noise;

    /// <summary>How far the last ten of 25 trials are above the optimum, without the noise; the mean of three searches.</summary>
    private static double Excess(bool learnsNoise) => Enumerable.Range(1, 3).Average(seed =>
        Searched(new GaussianSampler(learnsNoise), 25, seed).Trials.TakeLast(10).Average(trial => Value(trial.Cell)));

    private static SearchState Searched(ISampler sampler, int trials, int seed)
    {
        var (searcher, state) = (new Searcher(sampler), new SearchState(_space, seed));
        for (var number = 0; number < trials; number++)
        {
            var cell = searcher.Propose(state)!.Cell;
            var noise = 0.05 * SearchRandom.For(seed, "noise", number).NextNormal();
            state.Apply(new(number, cell, SearchOutcome.Completed, Value(cell) + noise));
        }

        return state;
    }

    private static double Value(Cell cell) => Math.Pow(cell.Point[0] - 0.3, 2) + Math.Pow(cell.Point[1] - 0.7, 2);
}
