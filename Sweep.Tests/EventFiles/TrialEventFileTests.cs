using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Grains.Trials;

namespace Sweep.Tests.EventFiles;

public sealed class TrialEventFileTests : IDisposable
{
    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Write_OfManyTagsAtAStep_IsOneRecordAStep()
    {
        using (var log = _trials.Open())
        {
            log.Write([new("train/loss", 250, 7.5), new("train/grad_norm", 250, 0.25), new("train/loss", 500, 6.5)]);
        }

        var events = EventFileReader.ReadRun(_trials.Folder).Where(record => record.Step > 0).ToList();
        Assert.Equal([250L, 500L], events.Select(record => record.Step));
        Assert.Equal(
            [("train/loss", 7.5f), ("train/grad_norm", 0.25f)],
            events[0].Values.Select(value => (value.Tag, value.Scalar!.Value)));
        Assert.Empty(_trials.Faults);
    }

    [Fact]
    public void Write_OfNumbersThatAreNone_KeepsThem()
    {
        using (var log = _trials.Open())
        {
            log.Write([new("a", 1, double.NaN), new("a", 2, double.PositiveInfinity)]);
            log.Write([new("a", 3, double.NegativeInfinity), new("a", 4, 0)]);
        }

        Assert.Equal(
            [(1L, float.NaN), (2L, float.PositiveInfinity), (3L, float.NegativeInfinity), (4L, 0f)],
            EventFileReader.ReadRun(_trials.Folder).Series("a"));
    }

    [Fact]
    public void Write_OfTheObjective_AddsTheRunningBest()
    {
        using (var log = _trials.Open())
        {
            log.Write([new("val/loss", 10, double.NaN), new("val/loss", 20, 5), new("val/loss", 30, 6)]);
            log.Write([new("val/loss", 40, 4), new("train/loss", 50, 1)]);
        }

        Assert.Equal([(20L, 5f), (30L, 5f), (40L, 4f)], EventFileReader.ReadRun(_trials.Folder).Series("hparam/best_val_loss"));
    }

    // It would break the metric's axis in TensorBoard's HParams.
    [Fact]
    public void Write_OfAnObjectiveThatIsInfinite_AddsNoBestUntilItIsFinite()
    {
        using (var log = _trials.Open())
        {
            log.Write([new("val/loss", 10, double.PositiveInfinity), new("val/loss", 20, 1e300)]);
            log.Write([new("val/loss", 30, 4), new("val/loss", 40, double.PositiveInfinity)]);
        }

        Assert.Equal([(30L, 4f), (40L, 4f)], EventFileReader.ReadRun(_trials.Folder).Series("hparam/best_val_loss"));
    }

    // Alone it would be a group of charts above all others.
    [Fact]
    public void Write_OfEpochs_PutsThemAmongTrainingsCharts()
    {
        using (var log = _trials.Open())
        {
            log.Write([new("epoch", 10, 1), new("epoch", 20, 2)]);
        }

        var run = EventFileReader.ReadRun(_trials.Folder);
        Assert.Equal([(10L, 1f), (20L, 2f)], run.Series("train/epoch"));
        Assert.Empty(run.Series("epoch"));
    }

    [Property(MaxTest = 30)]
    public Property Write_OfAnySeries_ReadsBackTheSame() => Prop.ForAll(
        ArbMap.Default.ArbFor<double[]>(),
        values =>
        {
            using var trials = new Trials();
            using (var log = trials.Open())
            {
                log.Write([.. values.Select((value, index) => new MetricPoint("x", index + 1, value))]);
            }

            Assert.Equal(
                values.Select((value, index) => (index + 1L, (float)value)),
                EventFileReader.ReadRun(trials.Folder).Series("x"));
        });

    [Fact]
    public void Flush_WhileTheTrialTrains_ShowsItsPoints()
    {
        using var log = _trials.Open();
        log.Write([new("a", 1, 2)]);
        Assert.Empty(EventFileReader.ReadRun(_trials.Folder).Series("a"));

        log.Flush();
        Assert.Equal([(1L, 2f)], EventFileReader.ReadRun(_trials.Folder).Series("a"));
    }

    [Fact]
    public void Open_WhereNoFolderCanBe_WarnsOnceAndTrainingGoesOn()
    {
        // A file stands where the sweep's folder should be.
        File.WriteAllText(Path.Combine(_trials.Logs, "tiny"), "");

        using (var log = _trials.Open())
        {
            log.Write([new("a", 1, 1), new("a", 2, 1)]);
            log.Write([new("a", 3, 1)]);
            log.Flush();
            log.End(TrialStatus.Completed);
            Assert.Equal(3, log.Dropped);
        }

        Assert.Contains("trial 7", Assert.Single(_trials.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../elsewhere")]
    [InlineData("")]
    public void Open_WithAFolderThatLeadsOut_IsRefused(string folder) => Assert.Throws<ArgumentException>(
        () => Silo.EventFiles.TrialEventFile.Open(
            _trials.Logs, Trials.Assignment() with { Folder = folder }, _trials.Time, _trials.Faults.Add));
}
