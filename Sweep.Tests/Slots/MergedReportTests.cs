using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Trials;
using Sweep.Silo.Slots;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>What becomes of points when more of them wait than there is room for.</summary>
public sealed class MergedReportTests
{
    private readonly FakeTimeProvider _time = new();
    private int _merged;

    [Fact]
    public async Task Put_BeyondTheBound_MakesTheOldestTwoIntervalsOneWeightedByTheirSteps()
    {
        var buffer = Buffer(most: 11);
        Interval(buffer, 300, loss: 4, speed: 100, other: 1);
        Interval(buffer, 400, loss: 2, speed: 50, other: 5);
        Interval(buffer, 700, loss: 9, speed: 7, other: 6);

        var points = (await NextAsync(buffer)).Points;

        // 300 steps of loss 4 and 100 of loss 2; 3 s for the first and 2 s for the others.
        (string, long, double)[] expected =
        [
            ("train/loss", 400, 3.5), ("train/loss_20", 400, 5), ("train/grad_norm", 400, 5), ("perf/steps_per_second", 400, 80),
            ("train/loss", 700, 9), ("train/loss_20", 700, 6), ("train/grad_norm", 700, 6), ("perf/steps_per_second", 700, 7),
        ];
        Assert.Equal(expected, points.Select(point => (point.Metric, point.Step, point.Value)));
        Assert.Equal(4, _merged);
    }

    [Fact]
    public async Task Put_BeyondTheBoundOfNeighboursWithOtherMetrics_LosesNoneOfThem()
    {
        var buffer = Buffer(most: 2);
        for (var step = 1; step <= 8; step++)
        {
            buffer.Put(News(step, new MetricPoint(step % 2 == 0 ? "train/loss" : "train/grad_norm", step, step)));
        }

        var points = (await NextAsync(buffer)).Points;

        Assert.Equal(Enumerable.Range(1, 8).Select(step => (long)step), points.Select(point => point.Step));
    }

    [Fact]
    public async Task Put_FarBeyondTheBound_ThinsEvenlyAndKeepsEveryEpochsEnd()
    {
        var buffer = Buffer(most: 100);
        for (var step = 1L; step <= 4_000; step++)
        {
            if (step % 1_000 == 0) { buffer.Put(News(step, new("train/loss", step, 1), new("epoch", step, step / 1_000))); }
            else { buffer.Put(News(step, new MetricPoint("train/loss", step, 1))); }
        }

        var points = (await NextAsync(buffer)).Points;

        Assert.Equal([1_000L, 2_000, 3_000, 4_000], points.Where(point => point.Metric == "epoch").Select(point => point.Step));
        Assert.InRange(points.Length, 50, 104);

        // 4,000 steps in 75 to 100 points: 40 to 54 each, were they all alike; they are powers of two, at most two apart.
        var steps = points.Where(point => point.Metric == "train/loss").Select(point => point.Step).ToList();
        Assert.InRange(steps.Prepend(0).Zip(steps, (before, step) => step - before).Max(), 40, 128);
        Assert.Equal(4_004 - points.Length, _merged);
    }

    [Fact]
    public async Task Put_OfEpochsEndsAlone_KeepsThemAllAndDoesNotWait()
    {
        var buffer = Buffer(most: 2);
        for (var step = 1; step <= 10; step++) { buffer.Put(News(step, new MetricPoint("val/loss", step, step))); }

        Assert.Equal(Enumerable.Range(1, 10).Select(step => (long)step), (await NextAsync(buffer)).Points.Select(point => point.Step));
        Assert.Equal(0, _merged);
    }

    [Fact]
    public async Task Put_BesideACheckpointThatWaits_MergesNothingAcrossItAndLeavesItBehindItsPoints()
    {
        var buffer = Buffer(most: 4);
        for (var step = 1; step <= 16; step++)
        {
            buffer.Put(News(step, new MetricPoint("train/loss", step, step)) with
            {
                Checkpoints = new(step == 5 ? new(5, "file-5", 1) : null, null),
            });
        }

        var (first, second) = (await NextAsync(buffer), await NextAsync(buffer));

        Assert.Equal((5L, 5L), (first.Step, first.Points[^1].Step));
        Assert.Equal(5, first.Checkpoint!.Step);
        Assert.Equal((16L, null), (second.Step, second.Checkpoint));
        Assert.All(second.Points, point => Assert.True(point.Step > 5));
        Assert.InRange(first.Points.Length + second.Points.Length, 2, 5);
    }

    [Fact]
    public async Task Put_AfterACheckpoint_LeavesTheFirstIntervalAloneSinceItsBeginIsNotKnown()
    {
        var buffer = new ReportBuffer(7, LanguageModelParameters.Schema, 2, _ => { });
        buffer.Put(News(40));
        foreach (var step in (long[])[50, 60, 70, 80]) { buffer.Put(News(step, new MetricPoint("train/loss", step, step))); }

        var points = (await NextAsync(buffer)).Points;

        // 60 and 70 first; then their 20 steps and the 10 of 80: (65 × 20 + 80 × 10) / 30.
        Assert.Equal([(50L, 50.0), (80, 70)], points.Select(point => (point.Step, point.Value)));
    }

    [Fact]
    public async Task Put_OfHistograms_MergesThemOnlyIntoOnesThatHaveSomeAndTextsNever()
    {
        var buffer = Buffer(most: 8);
        buffer.Put(WithHistogram(1));
        for (var step = 2; step <= 4; step++) { buffer.Put(News(step, new MetricPoint("train/loss", step, step))); }
        buffer.Put(News(5, new MetricPoint("train/loss", 5, 5)) with { Summary = new(5, [], [new("sample", "it is.")]) });
        buffer.Put(WithHistogram(6));
        buffer.Put(WithHistogram(7));

        var report = await NextAsync(buffer);

        // 2 and 3 go into 4, and 6 into 7, which has a histogram too; 1 stays, though there is no room for it, for 4 has none.
        Assert.Equal([1L, 4, 5, 7], report.Points.Select(point => point.Step));
        Assert.Equal([1L, 5, 7], report.Summaries.Select(summary => summary.Step));
        Assert.Equal("it is.", report.Summaries[1].Texts.Single().Text);
    }

    [Fact]
    public async Task Put_WhereMostCannotBeMerged_LeavesTheOthersAQuarterOfTheBound()
    {
        var buffer = Buffer(most: 16);
        for (var step = 1; step <= 14; step++) { buffer.Put(News(step, new MetricPoint("val/loss", step, step))); }
        for (var step = 15; step <= 27; step++) { buffer.Put(News(step, new MetricPoint("train/loss", step, step))); }

        var points = (await NextAsync(buffer)).Points;

        // Of eight four remain, of two steps each; with five more they are 4 + 5 + 2 + 2 steps.
        Assert.Equal([18L, 23, 25, 27], points.Where(point => point.Metric == "train/loss").Select(point => point.Step));
        Assert.Equal(14, points.Count(point => point.Metric == "val/loss"));
    }

    [Fact]
    public async Task Put_OfOneStepOverAndOver_KeepsThemAllAndDoesNotHang()
    {
        var buffer = Buffer(most: 4);
        for (var i = 1; i <= 8; i++) { buffer.Put(News(3, new MetricPoint("train/loss", 3, i))); }

        Assert.Equal([1.0, 2, 3, 4, 5, 6, 7, 8], (await NextAsync(buffer)).Points.Select(point => point.Value));
    }

    private static WaitingStep News(long step, params MetricPoint[] points) => new(step, 10_000, [.. points]);

    private static WaitingStep WithHistogram(long step) =>
        News(step, new MetricPoint("train/loss", step, step)) with { Summary = new(step, [new("weights/rnn", 0, 1, [1])], []) };

    private static void Interval(ReportBuffer buffer, long step, double loss, double speed, double other) => buffer.Put(News(
        step, new("train/loss", step, loss), new("train/loss_20", step, other), new("train/grad_norm", step, other),
        new("perf/steps_per_second", step, speed)));

    /// <summary>Of an attempt that began at the beginning.</summary>
    private ReportBuffer Buffer(int most)
    {
        var buffer = new ReportBuffer(7, LanguageModelParameters.Schema, most, _ => { }, points => _merged += points);
        buffer.Put(News(0));
        return buffer;
    }

    private async Task<TrialReport> NextAsync(ReportBuffer buffer) => Assert.IsType<TrialReport>(
        await buffer.NextAsync(TimeSpan.FromSeconds(1), _time).InTimeAsync());
}
