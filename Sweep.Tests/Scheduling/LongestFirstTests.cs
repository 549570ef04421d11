using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Scheduling;

/// <summary>The order of a sweep's trials, by their estimated costs and by the times that trials have taken.</summary>
public sealed class LongestFirstTests
{
    [Fact]
    public void Of_ACostThatWasMeasured_IsItsTimeAndOthersCountAtTheUsualSpeed()
    {
        var measured = new MeasuredSeconds([new(10, 100, Trials: 1), new(20, 900, Trials: 2), new(30, 330, Trials: 1)]);

        // 10, 45 and 11 s per unit: 11 is the median.
        Assert.Equal((900, 55, 0), (measured.Of(20), measured.Of(5), measured.Of(0)));
        Assert.Equal(4, measured.Trials);
    }

    [Fact]
    public void Of_NothingMeasured_IsTheCost() => Assert.Equal(7, new MeasuredSeconds([]).Of(7));

    [Fact]
    public void Measure_AfterTrialsWereRead_PutsTheLongestFirstAndKeepsAll()
    {
        var line = Line();
        line.Append([new(4, 30), new(1, 20), new(3, 20), new(2, 0)], asked: 10);
        Assert.True(line.MustMeasure);

        line.Measure(new([new(20, 500, Trials: 1)]));

        Assert.Equal([4, 1, 3, 2], new[] { line.Take(), line.Take(), line.Take(), line.Take() });

        line = Line();
        line.Append([new(4, 30), new(1, 20), new(3, 20), new(2, 0)], asked: 10);
        line.Measure(new([new(20, 500, Trials: 1), new(30, 40, Trials: 1)]));

        Assert.Equal([1, 3, 4, 2], new[] { line.Take(), line.Take(), line.Take(), line.Take() });
        Assert.True(line.IsEmpty);
    }

    [Fact]
    public void MustMeasure_OfASweepThatHasMeasured_WaitsForMoreThanAnEighthOfItsTrials()
    {
        var pending = new PendingTrials();
        pending.Load(new([Waiting()], [.. Enumerable.Range(1, 4).Select(slot => new BusySlot("silo", slot, Waiting().Id))]));
        var line = pending.Lines.Single();
        line.Append([new(1, 3), new(2, 2), new(3, 1)], asked: 10);
        line.Measure(new([new(3, 1, Trials: 16)]));

        pending.Free("silo", 1);
        pending.Free("silo", 2);
        Assert.Equal((false, 2), (line.MustMeasure, line.Running));
        pending.Free("silo", 3);
        Assert.True(line.MustMeasure);
    }

    [Fact]
    public void MustMeasure_AfterThePictureWasReadAgain_IsAsBefore()
    {
        var pending = new PendingTrials();
        pending.Load(new([Waiting()], []));
        pending.Lines.Single().Measure(new([new(20, 500, Trials: 1)]));

        pending.Load(new([Waiting()], []));
        var line = pending.Lines.Single();
        line.Append([new(4, 30), new(1, 20)], asked: 10);

        Assert.False(line.MustMeasure);
        Assert.Equal([4, 1], new[] { line.Take(), line.Take() });
    }

    [Fact]
    public void MustMeasure_OfASweepInItsFilesOrder_IsNever()
    {
        var line = new SweepBacklog(Waiting() with { LongestFirst = false });
        line.Append([new(1, 0), new(2, 0)], asked: 10);

        Assert.False(line.MustMeasure);
    }

    private static SweepBacklog Line() => new(Waiting());

    private static WaitingSweep Waiting() =>
        new(new(1, 0, 0, new byte[8]), "sweep", 0, DateTimeOffset.UnixEpoch, TrainableId.First, LongestFirst: true);
}
