using Sweep.Client.Claims;

namespace Sweep.Tests.Claims;

/// <summary>What follows from values. Student's t for 95%, two-sided: 12.706 for two seeds, 4.303 for three (any table).</summary>
public sealed class ClaimJudgeTests
{
    private const string WideBelowNarrow = "of: { hidden_size: 96 }, below: { hidden_size: 64 }";

    [Fact]
    public void Judge_ThreeSeedsThatAgree_ConfirmsWithMeansSpreadAndInterval()
    {
        var finding = ClaimRig.Judge(WideBelowNarrow, [3, 3.1, 3.2], [3.4, 3.6, 3.8]);

        // Differences -0.4, -0.5, -0.6: mean -0.5, sd 0.1; 4.303 · 0.1 / √3 = 0.2484.
        Assert.Equal(Verdict.Confirmed, finding.Verdict);
        Assert.Equal(
            "val/loss at the end: hidden_size 96 3.1 ± 0.1; hidden_size 64 3.6 ± 0.2 (mean ± sd over 3 seeds); "
            + "difference -0.5, 95% interval -0.7484 … -0.2516, claimed: below 0",
            finding.Reason);
        Assert.Equal([3, 3.1, 3.2], finding.Groups[0].Seeds.Select(seed => seed.Value));
        Assert.Equal("hidden_size 64", finding.Groups[1].Label);
        Assert.Equal([1, 2, 3], finding.Groups[1].Seeds.Select(seed => seed.Seed));
    }

    [Theory]
    // Differences -0.4, -0.5, -0.6 (interval -0.748 … -0.252) and their opposites.
    [InlineData("below: { hidden_size: 64 }, by: 0.25", nameof(Verdict.Confirmed))]
    [InlineData("below: { hidden_size: 64 }, by: 0.26", nameof(Verdict.Undecided))]
    [InlineData("below: { hidden_size: 64 }, by: 0.75", nameof(Verdict.Refuted))]
    [InlineData("above: { hidden_size: 64 }", nameof(Verdict.Refuted))]
    [InlineData("like: { hidden_size: 64 }, within: 0.75", nameof(Verdict.Confirmed))]
    [InlineData("like: { hidden_size: 64 }, within: 0.5", nameof(Verdict.Undecided))]
    [InlineData("like: { hidden_size: 64 }, within: 0.25", nameof(Verdict.Refuted))]
    // The values 3, 3.1, 3.2: interval 2.852 … 3.348.
    [InlineData("below: 3.35", nameof(Verdict.Confirmed))]
    [InlineData("below: 3.35, by: 0.01", nameof(Verdict.Undecided))]
    [InlineData("above: 3.35", nameof(Verdict.Refuted))]
    [InlineData("like: 3.1, within: 0.25", nameof(Verdict.Confirmed))]
    public void Judge_ThreeSeeds_WeighsTheWholeInterval(string relation, string expected) =>
        Assert.Equal(expected, ClaimRig.Judge("of: { hidden_size: 96 }, " + relation, [3, 3.1, 3.2], [3.4, 3.6, 3.8]).Verdict.ToString());

    [Fact]
    public void Judge_TwoSeedsThatAgreeByChance_AreNotEnough()
    {
        // Differences -0.1, -0.2: 12.706 · 0.0707 / √2 = 0.635 about -0.15.
        var finding = ClaimRig.Judge(WideBelowNarrow, [3, 3], [3.1, 3.2]);

        Assert.Equal(Verdict.Undecided, finding.Verdict);
        Assert.Contains("95% interval -0.7853 … 0.4853", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3.0, nameof(Verdict.Confirmed))]
    [InlineData(3.5, nameof(Verdict.Refuted))]
    [InlineData(3.6, nameof(Verdict.Refuted))]
    public void Judge_OneSeed_DecidesAloneAndSaysSo(double wide, string expected)
    {
        var finding = ClaimRig.Judge(WideBelowNarrow, [wide], [3.5]);

        Assert.Equal(expected, finding.Verdict.ToString());
        Assert.Contains("(one seed: no spread known)", finding.Reason, StringComparison.Ordinal);
        Assert.Null(finding.Groups[0].Spread);
    }

    [Theory]
    // Ratios 2, 2, 2 have no spread; 1, 2, 4 have the logarithms 0, 0.693, 1.386: 2 times or over e^1.722 = 5.595.
    [InlineData(new double[] { 2, 4, 6 }, new double[] { 1, 2, 3 }, 1.9, nameof(Verdict.Confirmed))]
    [InlineData(new double[] { 2, 4, 6 }, new double[] { 1, 2, 3 }, 2.1, nameof(Verdict.Refuted))]
    [InlineData(new double[] { 1, 4, 12 }, new double[] { 1, 2, 3 }, 0.35, nameof(Verdict.Confirmed))]
    [InlineData(new double[] { 1, 4, 12 }, new double[] { 1, 2, 3 }, 0.36, nameof(Verdict.Undecided))]
    public void Judge_Times_ComparesRatiosByTheirLogarithms(double[] wide, double[] narrow, double times, string expected) => Assert.Equal(
        expected,
        ClaimRig.Judge(
            FormattableString.Invariant($"of: {{ hidden_size: 96 }}, above: {{ hidden_size: 64 }}, times: {times}"), wide, narrow)
            .Verdict.ToString());

    [Fact]
    public void Judge_TimesANumber_IsItsRatioToIt()
    {
        // 200, 400, 800 over 20: 10, 20, 40, with the interval 20 / 5.595 … 20 · 5.595.
        var finding = ClaimRig.Judge("of: { hidden_size: 96 }, above: 20, times: 3", [200, 400, 800], [1, 1, 1]);

        Assert.Equal(Verdict.Confirmed, finding.Verdict);
        Assert.EndsWith("; ratio 20, 95% interval 3.575 … 111.9, claimed: above 3", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_TimesANegativeValue_StaysUndecided()
    {
        var finding = ClaimRig.Judge("of: { hidden_size: 96 }, above: { hidden_size: 64 }, times: 2", [1], [-1]);

        Assert.Equal(Verdict.Undecided, finding.Verdict);
        Assert.EndsWith("; values of 0 or less, or two infinite ones, have no ratio", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 3.0, 3.1 }, new[] { double.PositiveInfinity, double.PositiveInfinity }, nameof(Verdict.Confirmed))]
    [InlineData(new[] { 3.0, 3.1 }, new[] { double.PositiveInfinity, 3.2 }, nameof(Verdict.Confirmed))]
    [InlineData(new[] { 3.0, 3.3 }, new[] { double.PositiveInfinity, 3.2 }, nameof(Verdict.Undecided))]
    [InlineData(new[] { double.PositiveInfinity, double.PositiveInfinity }, new[] { 3.1, 3.2 }, nameof(Verdict.Refuted))]
    [InlineData(new[] { double.PositiveInfinity, 3.0 }, new[] { double.PositiveInfinity, 3.2 }, nameof(Verdict.Undecided))]
    public void Judge_DivergedTrials_AreInfiniteAndDecideWhereAllSeedsAgree(double[] wide, double[] narrow, string expected)
    {
        var finding = ClaimRig.Judge(WideBelowNarrow, wide, narrow);

        Assert.Equal(expected, finding.Verdict.ToString());
        Assert.Contains("a trial that diverged counts as an infinite loss", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean", 2.5, 3.5)]
    [InlineData("highest", 3, 6)]
    [InlineData("lowest", 2, 1)]
    [InlineData("range", 1, 5)]
    public void Judge_SeveralTrialsOfASeed_CountAsTheClaimTakesThem(string take, double wide, double narrow)
    {
        var finding = ClaimRig.Judge(
            WideBelowNarrow + ", take: " + take,
            (ClaimRig.Trial(1, hidden: 96, cell: "gru"), new(2, null)),
            (ClaimRig.Trial(2, hidden: 96), new(3, null)),
            (ClaimRig.Trial(3, hidden: 64, cell: "gru"), new(6, null)),
            (ClaimRig.Trial(4, hidden: 64), new(1, null)));

        Assert.Equal([wide, narrow], finding.Groups.Select(group => group.Mean));
    }

    [Fact]
    public void Judge_TrialsWithoutAValue_AreNamedTogetherAndNothingIsDecided()
    {
        var finding = ClaimRig.Judge(
            WideBelowNarrow,
            (ClaimRig.Trial(1, 1, 96), new(3, null)),
            (ClaimRig.Trial(2, 2, 96), Measured.Missing("is pending")),
            (ClaimRig.Trial(3, 1), Measured.Missing("failed")),
            (ClaimRig.Trial(4, 2), Measured.Missing("is pending")));

        Assert.Equal((Verdict.Undecided, "trials 2, 4 are pending; trial 3 failed"), (finding.Verdict, finding.Reason));
        Assert.Equal([1, 0], finding.Groups.Select(group => group.Seeds.Count));
    }

    [Fact]
    public void Judge_WhatTheSweepLacks_IsUndecidedAndNamed()
    {
        Assert.Equal("no trial of the sweep has cell gru", ClaimRig.Judge("of: { cell: gru }, below: 3", [1], [2]).Reason);
        Assert.Equal(
            "no seed has trials of both hidden_size 96 and hidden_size 64",
            ClaimRig.Judge(WideBelowNarrow, (ClaimRig.Trial(1, 1, 96), new(3, null)), (ClaimRig.Trial(2, 2), new(3, null))).Reason);
    }

    [Theory]
    [InlineData("of: { hidden_size: 96 }, below: { cell: lstm }", "every trial has cell lstm: nothing to compare with")]
    [InlineData("below: { hidden_size: 64 }", "one side is all trials: nothing to compare with")]
    public void Judge_AGroupOfAllTrials_HasNothingToBeComparedWith(string claim, string expected)
    {
        // All cells are lstm, as where an override cut that axis.
        var finding = ClaimRig.Judge(claim, [3, 3.1, 3.2], [3.4, 3.6, 3.8]);

        Assert.Equal((Verdict.Undecided, expected), (finding.Verdict, finding.Reason));
    }

    [Fact]
    public void Judge_AllTrialsAgainstANumber_AreComparedWithIt() =>
        Assert.Equal(Verdict.Confirmed, ClaimRig.Judge("of: { cell: lstm }, below: 9", [3], [3.5]).Verdict);

    [Fact]
    public void Judge_CombinationsThatOneGroupLacks_AreLeftOutAndCounted()
    {
        // As extend leaves them: only the lstm was trained at both widths. With the others, 96 would be worse by far.
        var finding = ClaimRig.Judge(
            "of: { hidden_size: 96 }, below: { hidden_size: 64 }",
            (ClaimRig.Trial(1, hidden: 96), new(3, null)),
            (ClaimRig.Trial(2, hidden: 64), new(3.5, null)),
            (ClaimRig.Trial(3, hidden: 96, cell: "basic"), new(9, null)),
            (ClaimRig.Trial(4, hidden: 64, cell: "gru"), Measured.Missing("is pending")));

        Assert.Equal(Verdict.Confirmed, finding.Verdict);
        Assert.Equal(
            "val/loss at the end: hidden_size 96 3; hidden_size 64 3.5 (one seed: no spread known; "
                + "2 trials without a counterpart left out); difference -0.5, claimed: below 0",
            finding.Reason);
    }

    [Fact]
    public void Judge_GroupsWithoutACommonCombination_StayUndecided() => Assert.Equal(
        "no combination of the other hyperparameters has trials of both hidden_size 96 and hidden_size 64",
        ClaimRig.Judge(
            WideBelowNarrow, (ClaimRig.Trial(1, hidden: 96), new(3, null)), (ClaimRig.Trial(2, cell: "gru"), new(4, null))).Reason);

    [Fact]
    public void Judge_ASeedThatOneGroupLacks_IsLeftOut()
    {
        var finding = ClaimRig.Judge(WideBelowNarrow, [3, 9], [3.5]);

        Assert.Equal(Verdict.Confirmed, finding.Verdict);
        Assert.Equal([3.0], finding.Groups[0].Seeds.Select(seed => seed.Value));
    }
}
