using Sweep.Client.Claims;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Claims;

/// <summary>Which of a trial's points count. Two epochs of 20 steps, a point every ten: 8, 6, 5, 4.</summary>
public sealed class TrialMeasureTests
{
    private static readonly (long, double)[] _points = [(10, 8), (20, 6), (30, 5), (40, 4)];

    [Theory]
    [InlineData("at: last", 4)]
    [InlineData("at: highest", 8)]
    [InlineData("at: lowest", 4)]
    [InlineData("at: mean", 5.75)]
    [InlineData("at: epoch 1", 6)]
    [InlineData("at: epoch 2", 4)]
    [InlineData("at: step 29", 6)]
    [InlineData("at: step 40", 4)]
    [InlineData("at: highest, from: epoch 2", 5)]
    [InlineData("at: mean, from: epoch 1", 5.75)]
    [InlineData("at: mean, from: last epoch", 4.5)]
    [InlineData("at: highest, from: step 20", 6)]
    public void Of_ACompletedTrial_IsTheValueOfThosePoints(string at, double expected) =>
        Assert.Equal(new(expected, null), Of(at, TrialStatus.Completed));

    [Theory]
    [InlineData("at: epoch 5", "ended after 2 epochs, before epoch 5")]
    [InlineData("at: step 41", "ended after 40 steps, before step 41")]
    [InlineData("at: mean, from: epoch 3", "ended after 2 epochs, before epoch 3")]
    [InlineData("at: mean, from: step 50", "ended after 40 steps, before step 50")]
    [InlineData("at: step 9", "has no val/loss there")]
    public void Of_WhatACompletedTrialNeverReached_IsMissing(string at, string lack) =>
        Assert.Equal(lack, Of(at, TrialStatus.Completed).Lack);

    [Theory]
    [InlineData(TrialStatus.Running, "is running")]
    [InlineData(TrialStatus.Pending, "is pending")]
    [InlineData(TrialStatus.Failed, "failed")]
    [InlineData(TrialStatus.Cancelled, "was cancelled")]
    [InlineData(TrialStatus.Pruned, "was pruned")]
    public void Of_ATrialThatIsNotDone_HasNoEndButTheMomentsItReached(TrialStatus status, string lack)
    {
        Assert.Equal(lack, Of("at: last", status).Lack);
        Assert.Equal($"{lack} after 2 epochs, before epoch 3", Of("at: epoch 3", status).Lack);
        Assert.Equal(new(6, null), Of("at: epoch 1", status));
    }

    [Fact]
    public void Of_ATrialThatHasNotBegun_IsMissingInFewWords() => Assert.Equal(
        "is pending",
        TrialMeasure.Of(
            ClaimRig.Claim("at: epoch 1, above: 0").Measure,
            Goal.Minimize,
            ClaimRig.Trial(1, status: TrialStatus.Pending, step: 0), [], Epochs()).Lack);

    [Theory]
    [InlineData("at: last", double.PositiveInfinity)]
    [InlineData("at: mean, from: last epoch", double.PositiveInfinity)]
    [InlineData("at: highest, from: epoch 9", double.PositiveInfinity)]
    [InlineData("at: epoch 9", double.PositiveInfinity)]
    [InlineData("at: epoch 1", 6)]
    [InlineData("at: lowest", 4)]
    [InlineData("at: highest, metric: perf/steps_per_second", 8)]
    [InlineData("at: epoch 1, metric: perf/steps_per_second", 6)]
    public void Of_ADivergedTrial_HasAnInfiniteLossFromThenOn(string at, double expected) =>
        Assert.Equal(new(expected, null), Of(at, TrialStatus.Diverged));

    [Theory]
    [InlineData("at: last, metric: perf/steps_per_second")]
    [InlineData("at: mean, metric: eval/analogy")]
    [InlineData("at: mean, from: epoch 2, metric: perf/steps_per_second")]
    [InlineData("at: highest, from: last epoch, metric: text/distinct_2")]
    [InlineData("at: last, histogram: outputs/rnn, beyond: 0.9")]
    public void Of_ADivergedTrial_HasNoEndAndNoMeanOfWhatIsNoLoss(string at) =>
        Assert.Equal("diverged after 2 epochs", Of(at, TrialStatus.Diverged).Lack);

    [Theory]
    [InlineData("at: lowest", 6)]
    [InlineData("at: highest", double.PositiveInfinity)]
    [InlineData("at: mean", double.PositiveInfinity)]
    [InlineData("at: last", double.PositiveInfinity)]
    [InlineData("at: step 20", 6)]
    [InlineData("at: step 30", double.PositiveInfinity)]
    public void Of_ALossThatEndsWithNaN_CountsThatAsInfinite(string at, double expected) => Assert.Equal(
        new(expected, null),
        TrialMeasure.Of(
            ClaimRig.Claim($"{at}, above: 0").Measure,
            Goal.Minimize,
            ClaimRig.Trial(1, status: TrialStatus.Diverged, step: 30),
            [(10, 8), (20, 6), (30, double.NaN)],
            Epochs(20)));

    [Fact]
    public void Of_NoPointsOrNaN_IsMissing()
    {
        var claim = ClaimRig.Claim("metric: eval/analogy, above: 0").Measure;

        Assert.Equal("has no eval/analogy there", TrialMeasure.Of(claim, Goal.Maximize, ClaimRig.Trial(1), [], Epochs(20)).Lack);
        Assert.Equal(
            "has NaN for eval/analogy",
            TrialMeasure.Of(claim, Goal.Maximize, ClaimRig.Trial(1), [(20, double.NaN)], Epochs(20)).Lack);
    }

    [Fact]
    public void Of_ADivergedTrial_HasNoEndOfAMetricThatIsToBeHigh()
    {
        var claim = ClaimRig.Claim("metric: val/loss, at: last, above: 0").Measure;
        var trial = ClaimRig.Trial(1, status: TrialStatus.Diverged, step: 40);

        Assert.Equal("diverged after 2 epochs", TrialMeasure.Of(claim, Goal.Maximize, trial, _points, Epochs(20, 40)).Lack);
        Assert.Equal("diverged after 2 epochs", TrialMeasure.Of(claim, null, trial, _points, Epochs(20, 40)).Lack);
    }

    [Theory]
    // Ten bins of 0.2 from -1 to 1: beyond 0.8 the outer two, beyond 0.9 half of each.
    [InlineData(0.8, 0.5)]
    [InlineData(0.9, 0.25)]
    [InlineData(1, 0)]
    [InlineData(0.0001, 0.99995)]
    public void Beyond_ABinThatTheLimitDivides_CountsByItsPart(double limit, double expected) => Assert.Equal(
        expected, HistogramShare.Beyond(new("outputs/rnn", -1, 1, [20, 5, 5, 5, 5, 5, 5, 5, 5, 20]), limit), 0.001);

    [Fact]
    public void Beyond_BinsThatEndAtOrBeforeTheLimit_CountNothingAtAll() =>
        Assert.Equal(0, HistogramShare.Beyond(new("outputs/rnn", -0.7, 0.9, [1, 2, 3, 2, 1, 5, 7]), 0.9));

    [Fact]
    public void Beyond_ElementsThatAreEqualOrNotFinite_AreInOneBinOrOutside()
    {
        Assert.Equal(0.25, HistogramShare.Beyond(new("outputs/rnn", 0, 0, [3], NotFinite: 1), 0.9));
        Assert.Equal(1, HistogramShare.Beyond(new("outputs/rnn", 1, 1, [3]), 0.9));
        Assert.Equal(double.NaN, HistogramShare.Beyond(new("outputs/rnn", double.NaN, double.NaN, []), 0.9));
    }

    [Theory]
    [InlineData("at: round 20", 6, null)]
    [InlineData("at: mean, from: round 31", 4, null)]
    [InlineData("at: highest, from: last round", 4, null)]
    [InlineData("at: round 41", double.NaN, "ended after 40 rounds, before round 41")]
    [InlineData("at: mean, from: round 50", double.NaN, "ended after 40 rounds, before round 50")]
    public void Of_AResourceThatStepsCount_NeedsNoListOfThem(string at, double expected, string? lack)
    {
        var schema = new TrainableSchema("rounds", "1", [])
        {
            Resource = new("round"),
            Metrics = [new("val/loss") { Goal = Goal.Minimize }],
        };
        var text = $"name: a\ntrainable: rounds\nclaims:\n  - {{ says: a, {at}, above: 0 }}\n";
        var measure = Assert.Single(GridFile.Parse(text, "a.yaml", [schema]).Claims).Measure;
        var trial = ClaimRig.Trial(1, step: 40);
        var levels = TrainedLevels.Of(schema.Resource, trial, []);

        Assert.Equal(new(expected, lack), TrialMeasure.Of(measure, Goal.Minimize, trial, _points, levels));
    }

    private static TrainedLevels Epochs(params IReadOnlyList<long> ends) =>
        TrainedLevels.Of(LanguageModelParameters.Schema.Resource, ClaimRig.Trial(1), ends);

    private static Measured Of(string at, TrialStatus status)
    {
        var measure = ClaimRig.Claim($"{at}, above: 0").Measure;
        var goal = measure.Beyond is null ? LanguageModelParameters.Schema.Metric(measure.Series)!.Goal : null;
        return TrialMeasure.Of(measure, goal, ClaimRig.Trial(1, status: status, step: 40), _points, Epochs(20, 40));
    }
}
