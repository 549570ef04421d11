using System.Numerics;
using System.Text.Json;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;

namespace Sweep.Tests.Search;

public sealed class SearcherTests
{
    private static readonly SearchSpace _mixed = new(
        new("rate", new NumberDomain(1e-3, 1, IsLog: true)), new("size", new ListDomain(32L, 64L, 128L)),
        new("optimizer", new ListDomain("momentum", "adam")), new("layers", new WholeNumberDomain(1, 4)));

    private static readonly SearchSpace _small = new(
        new("a", new WholeNumberDomain(1, 5)), new("b", new ListDomain("x", "y", "z")), new("c", new ListDomain(1L, 10L)));

    public static TheoryData<ISampler> Samplers() =>
        [new RandomSampler(), new HaltonSampler(), new ParzenSampler(), new GaussianSampler(), new AutoSampler()];

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Propose_InASmallSpace_TriesEveryCellOnceAndThenEnds(ISampler sampler)
    {
        var state = Searched(sampler, _small, trials: 100, number => Completed(number, number % 7));

        Assert.Equal(new BigInteger(30), _small.Count);
        Assert.Equal(30, state.Trials.Count);
        Assert.Equal(30, state.Cells.Count);
        Assert.Null(new Searcher(sampler).Propose(state));
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Propose_WithResultsThatAreNotFinite_ProposesCellsOfTheSpaceAllTheSame(ISampler sampler)
    {
        // All kinds of ends, from the first trial on.
        SearchTrial End(SearchTrial running) => (running.Number % 7) switch
        {
            0 => running with { Outcome = SearchOutcome.Diverged },
            1 => running with { Outcome = SearchOutcome.Completed, Value = double.PositiveInfinity },
            2 => running with { Outcome = SearchOutcome.Completed, Value = double.NegativeInfinity },
            3 => running with { Outcome = SearchOutcome.Failed },
            4 => running with { Outcome = SearchOutcome.Completed, Value = 1e300 * running.Number },
            5 => running with { Outcome = SearchOutcome.Cancelled },
            _ => running with { Outcome = SearchOutcome.Completed, Value = running.Number },
        };

        var state = Searched(sampler, _mixed, trials: 60, End);

        Assert.Equal(60, state.Cells.Count);
        Assert.All(state.Cells, cell => Assert.Equal(cell, _mixed.CellOf(cell.Values.AsSpan())));
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Propose_IfAllTrialsFail_GoesOnDrawing(ISampler sampler)
    {
        foreach (var outcome in new[] { SearchOutcome.Failed, SearchOutcome.Diverged, SearchOutcome.Running })
        {
            Assert.Equal(25, Searched(sampler, _mixed, trials: 25, running => running with { Outcome = outcome }).Cells.Count);
        }
    }

    [Theory]
    [InlineData("gp")]
    [InlineData("tpe")]
    public void Propose_BesideARegionThatDiverges_GoesThereLessThanIfItWereForgotten(string name)
    {
        var space = new SearchSpace(new("x", new NumberDomain(0, 1)), new("y", new NumberDomain(0, 1)));

        // The objective falls towards x = 1, and nothing beyond 0.6 has a value.
        int Beyond(SearchOutcome outcome) => Searched(
            name == "gp" ? new GaussianSampler() : new ParzenSampler(), space, trials: 60, running => running.Cell.Point[0] > 0.6
                ? running with { Outcome = outcome }
                : running with { Outcome = SearchOutcome.Completed, Value = -running.Cell.Point[0] })
            .Trials.Count(trial => !trial.HasValue);

        Assert.InRange(Beyond(SearchOutcome.Diverged), 0, Beyond(SearchOutcome.Failed) * 2 / 3);
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Propose_FromResultsInAnyOrder_IsTheSame(ISampler sampler)
    {
        var first = Searched(new RandomSampler(), _mixed, trials: 40, number => Completed(number, Math.Sin(number)));
        var second = new SearchState(_mixed, first.Seed);
        foreach (var trial in first.Trials.OrderBy(trial => trial.Number * 17 % 40))
        {
            second.Apply(new(trial.Number, trial.Cell, SearchOutcome.Running));
        }

        foreach (var trial in first.Trials.OrderBy(trial => trial.Number * 23 % 40))
        {
            second.Apply(trial);
        }

        var (expected, actual) = (new Searcher(sampler).Propose(first)!, new Searcher(Another(sampler)).Propose(second)!);

        Assert.Equal(expected.Cell, actual.Cell);
        Assert.Equal(JsonSerializer.Serialize(expected.Reason), JsonSerializer.Serialize(actual.Reason));
    }

    [Fact]
    public void Propose_WithGivenCells_TriesThemFirst()
    {
        Cell[] given = [_small.CellOf(3L, "y", 10L), _small.CellOf(1L, "x", 1L)];
        var searcher = new Searcher(new RandomSampler(), [.. given]);
        var state = new SearchState(_small, seed: 1);

        var proposals = Enumerable.Range(0, 3).Select(number =>
        {
            var proposal = searcher.Propose(state)!;
            state.Apply(new(number, proposal.Cell, SearchOutcome.Running));
            return proposal;
        }).ToArray();

        Assert.Equal(given, proposals.Take(2).Select(proposal => proposal.Cell));
        Assert.Equal(new GivenReason(2, 2), proposals[1].Reason);
        Assert.IsType<DrawnReason>(proposals[2].Reason);
    }

    [Fact]
    public void Reason_OfEachProposal_SaysHowItCameAbout()
    {
        var task = TestFunction.Branin;

        var reasons = SearchSimulation.Run(task, new(new AutoSampler()), seed: 9, new() { Trials = 41 }).Proposals
            .Select(proposal => proposal.Reason).ToArray();

        Assert.Equal(new DrawnReason("halton", Start: 5, Results: 4), reasons[4]);
        var improvement = Assert.IsType<ImprovementReason>(reasons[39]);
        Assert.Equal(39, improvement.Results);
        Assert.Equal(["x1", "x2"], improvement.Weights.Keys);
        Assert.True(improvement.LogImprovement >= improvement.RunnerUp);
        Assert.Equal(6, Assert.IsType<DensityReason>(reasons[40]).Good);
        Assert.Contains("\"by\":\"tpe\"", JsonSerializer.Serialize(reasons[40]));
    }

    [Fact]
    public void Auto_AfterTwoHundredResults_AsksTheParzenEstimator()
    {
        var state = Searched(new RandomSampler(), _mixed, trials: 201, number => Completed(number, Math.Cos(number)));

        Assert.IsType<DensityReason>(new Searcher(new AutoSampler()).Propose(state)!.Reason);
    }

    private static SearchState Searched(ISampler sampler, SearchSpace space, int trials, Func<int, SearchTrial> end) =>
        Searched(sampler, space, trials, running => end(running.Number) with { Cell = running.Cell });

    private static SearchState Searched(ISampler sampler, SearchSpace space, int trials, Func<SearchTrial, SearchTrial> end)
    {
        var (searcher, state) = (new Searcher(sampler), new SearchState(space, seed: 5));
        while (state.Trials.Count < trials && searcher.Propose(state) is { } proposal)
        {
            state.Apply(end(new(state.Next, proposal.Cell, SearchOutcome.Running)));
        }

        return state;
    }

    private static SearchTrial Completed(int number, double value) => new(number, null!, SearchOutcome.Completed, value);

    private static ISampler Another(ISampler sampler) =>
        Sweep.Grains.Search.Samplers.Create(sampler switch
        {
            GaussianSampler => "gp",
            ParzenSampler => "tpe",
            HaltonSampler => "halton",
            RandomSampler => "random",
            _ => "auto",
        });
}
