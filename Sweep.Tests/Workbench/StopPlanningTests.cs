using Sweep.Client.Backends;
using Sweep.Client.Verbs;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Workbench;
using Sweep.Tests.Grids;

namespace Sweep.Tests.Workbench;

/// <summary>What early stopping is expected to save, and how the plan says so.</summary>
public sealed class StopPlanningTests
{
    [Fact]
    public void Of_GeometricRungs_CountsTheEpochsOfEach()
    {
        var plan = Plan("{ asha: { min: 1, factor: 3 } }", epochs: 81, trials: 243);

        Assert.Equal(
            [new(1, 243, 243), new(3, 81, 162), new(9, 27, 162), new(27, 9, 162), new RungPlan(81, 3, 162)], plan.Rungs.AsEnumerable());
        Assert.Equal((891L, 19_683L), (plan.Expected, plan.InFull));
    }

    [Fact]
    public void Of_SeveralSeeds_CountsCombinations() => Assert.Equal(
        [new(5, 10, 50), new(14, 4, 36), new RungPlan(27, 2, 26)],
        Plan("asha", epochs: 27, trials: 10, seeds: "[1, 2]").Rungs.AsEnumerable());

    [Fact]
    public void Of_Brackets_LetsLateOnesPassTheLowestRung()
    {
        // Of 143 trials 81 begin at the first rung, 34, 15, 8 and 5 at the next ones.
        var plan = Plan("{ asha: { min: 1, factor: 3, brackets: 5 } }", epochs: 81, trials: 143);

        Assert.Equal([143, 89, 48, 24, 11], plan.Rungs.Select(rung => rung.Trials));
    }

    [Fact]
    public void Of_TheMedianRule_HasNoShares()
    {
        var plan = Plan("{ median: { from: 9 } }", epochs: 27, trials: 4);

        Assert.Equal((null, 108L, false), (plan.Expected, plan.InFull, plan.IsEarly));
        Assert.Equal(
            "stopped early by median: at most 108 epochs; how many trials end early depends on their results",
            StopPlanText.Of(plan, new(4, CheckpointBytes: 4_000_000)));
    }

    [Fact]
    public void Text_OfAPlan_HasTheRungsTheShareAndTheCheckpoints() => Assert.Equal(
        "stopped early by asha: 45 trials train to 5 epochs, 22 to 14, 11 to 27: 566 epochs at the expected shares, "
            + "46.6% of the 1,215 in full; trials that are held keep their newest checkpoint, at most 90.0 MB together",
        StopPlanText.Of(Plan("asha", epochs: 27, trials: 45), new(45, CheckpointBytes: 90_000_000)));

    [Fact]
    public void Text_OfTrialsThatEndAtTheirRungs_HasNoCheckpoints() => Assert.EndsWith(
        "in full", StopPlanText.Of(Plan("{ asha: { mode: stop } }", epochs: 27, trials: 45), new(45, CheckpointBytes: 90_000_000)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{ asha: { min: 1, factor: 3 } }", "1")]
    [InlineData("{ asha: { min: 2 } }", "2")]
    [InlineData("median", "1")]
    public void Warning_OfAFirstRungBelowATenth_SaysThatRanksMayLie(string stop, string first) => Assert.Equal(
        $"early ranks may lie: trials are compared after {first} of 27 epochs, less than a tenth; see docs/search.md",
        Assert.Single(StopPlanText.Warnings(Plan(stop, epochs: 27, trials: 32))));

    [Theory]
    [InlineData("{ asha: { min: 3 } }", 30)]
    [InlineData("asha", 1)]
    [InlineData("asha", 4)]
    [InlineData("asha", 75)]
    public void Warning_OfALateFirstRung_IsNone(string stop, int epochs) =>
        Assert.Empty(StopPlanText.Warnings(Plan(stop, epochs, trials: 32)));

    [Fact]
    public void Warning_OfTrialsThatAreTooFewForTheirRungs_SaysWhatHelps() => Assert.Equal(
        ["8 trials are too few for 3 rungs: none may reach 27 epochs; take more trials, fewer rungs or a smaller factor"],
        StopPlanText.Warnings(Plan("{ asha: { min: 3, factor: 3 } }", epochs: 27, trials: 8)));

    [Fact]
    public void Of_ASweepWithoutEarlyStopping_IsNone() =>
        Assert.Null(StopPlanning.Of(LanguageGrid.Parse(GridSamples.Head, GridSamples.File), 1));

    private static StopPlan Plan(string stop, int epochs, int trials, string seeds = "[1]")
    {
        SweepSpec spec = LanguageGrid.Parse(
            $"{GridSamples.Head}seeds: {seeds}\ntrial: {{ epochs: {epochs} }}\nsearch: {{ stop: {stop} }}", GridSamples.File);
        return StopPlanning.Of(spec, trials)!;
    }
}
