using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Trials;
using Sweep.Silo.Slots;

namespace Sweep.Tests.Slots;

/// <summary>What holds of points and checkpoints in whatever order they come and are told, with next to no room.</summary>
public sealed class MergedReportProperties
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _discarded = [];

    /// <summary>
    /// Whatever is put and taken, no epoch's end is lost or doubled, steps ascend, the mean loss of all steps stays what it was, and each
    /// checkpoint is told behind all points up to its step or else discarded, the newest never.
    /// </summary>
    [Property]
    public void Next_WithAnyMixBeyondTheBound_KeepsEpochsAndTheMeanLoss(
        (byte Length, bool EpochEnds, bool Checkpoint, bool Take)[] intervals)
    {
        _discarded.Clear();
        var buffer = new ReportBuffer(7, LanguageModelParameters.Schema, mostPoints: 4, checkpoint => _discarded.Add(checkpoint.Step));
        var (reports, step, total, epochs, checkpoints) = (new List<TrialReport>(), 0L, 0.0, new List<long>(), new List<long>());
        buffer.Put(News(0));
        reports.Add(Next(buffer)!);
        foreach (var (length, epochEnds, checkpoint, take) in intervals)
        {
            var loss = length % 7;
            step += length + 1;
            total += (length + 1.0) * loss;
            if (epochEnds) { epochs.Add(step); }
            if (checkpoint) { checkpoints.Add(step); }
            MetricPoint[] points = epochEnds ? [new("train/loss", step, loss), new("epoch", step, 1)] : [new("train/loss", step, loss)];
            buffer.Put(News(step, points) with { Checkpoints = new(checkpoint ? new(step, $"{step}", 1) : null, null) });
            if (take) { reports.Add(Next(buffer)!); }
        }

        buffer.Complete();
        while (Next(buffer) is { } rest) { reports.Add(rest); }

        var all = reports.SelectMany(report => report.Points).ToList();
        var losses = all.Where(point => point.Metric == "train/loss").ToList();
        Assert.Equal(epochs, all.Where(point => point.Metric == "epoch").Select(point => point.Step));
        Assert.True(losses.Zip(losses.Skip(1)).All(pair => pair.First.Step < pair.Second.Step));
        Assert.Equal(
            total,
            losses.Select((point, i) => point.Value * (point.Step - (i == 0 ? 0 : losses[i - 1].Step))).Sum(),
            tolerance: 1e-6 * (1 + total));
        Assert.Equal(step, losses.Count == 0 ? 0 : losses[^1].Step);
        AssertCheckpoints(reports, checkpoints);
    }

    private void AssertCheckpoints(List<TrialReport> reports, List<long> checkpoints)
    {
        foreach (var (index, report) in reports.Index().Where(pair => pair.Item.Checkpoint is not null))
        {
            Assert.All(report.Points, point => Assert.True(point.Step <= report.Checkpoint!.Step));
            Assert.All(
                reports.Skip(index + 1).SelectMany(later => later.Points), point => Assert.True(point.Step > report.Checkpoint!.Step));
        }

        var told = reports.Select(report => report.Checkpoint).OfType<CheckpointInfo>().Select(checkpoint => checkpoint.Step).ToList();
        Assert.Equal(checkpoints.TakeLast(1), told.TakeLast(1));
        Assert.Equal(checkpoints, told.Concat(_discarded).Order());
    }

    private static WaitingStep News(long step, params MetricPoint[] points) => new(step, 10_000, [.. points]);

    /// <summary>There is always something to tell, or the end: it never waits.</summary>
    private TrialReport? Next(ReportBuffer buffer) => buffer.NextAsync(TimeSpan.FromSeconds(1), _time).GetAwaiter().GetResult();
}
