using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Grains.Trials;

namespace Sweep.Tests.EventFiles;

/// <summary>What steps have beside their points: distributions and texts.</summary>
public sealed class StepValuesTests : IDisposable
{
    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Write_OfPointsAndSummaries_IsOneRecordAStepInTheirOrder()
    {
        using (var log = _trials.Open())
        {
            log.Write(
                [new("a", 1, 1), new("b", 1, 2), new("a", 2, 3), new("a", 4, 4)],
                [new(2, [new("weights/x", 0, 1, [5])], [new("sample", "x")]), new(3, [], [new("sample", "y")])]);
        }

        var events = EventFileReader.ReadRun(_trials.Folder).Where(record => record.Step > 0).ToList();
        Assert.Equal([1L, 2, 3, 4], events.Select(record => record.Step));
        Assert.Equal(
            ["a", "b", "a", "weights/x", "sample", "sample", "a"], events.SelectMany(record => record.Values).Select(value => value.Tag));
    }

    // Edges of four bins from -2 to 6: -2, 0, 2, 4, 6.
    [Fact]
    public void Histogram_OfFourBins_HasItsEdgesAndCounts() => Assert.Equal(
        [(-2.0, 0.0, 1.0), (0, 2, 0), (2, 4, 7), (4, 6, 2)],
        Written(new HistogramSummary("weights/x", -2, 6, [1, 0, 7, 2])).Value("weights/x").Rows());

    // As gradients that vanished, and biases at the start. TensorBoard draws a row of no width as a spike; one of width 1 looked wider
    // than a healthy gradient.
    [Fact]
    public void Histogram_OfOneValue_IsOneRowOfNoWidth() => Assert.Equal(
        [(0.0, 0.0, 96.0)],
        Written(new HistogramSummary("weights/x", 0, 0, [96, 0, 0])).Value("weights/x").Rows());

    [Fact]
    public void Histogram_WithNotFiniteElements_ShowsTheRestAndSaysHowMany()
    {
        var run = Written(
            new("weights/x", 0, 1, [4, 6], NotFinite: 3),
            new("gates/y", double.NaN, double.NaN, [], NotFinite: 5),
            new("weights/z", 0, 1, [1]));

        Assert.Equal([(0.0, 0.5, 4.0), (0.5, 1, 6)], run.Value("weights/x").Rows());
        Assert.DoesNotContain(run.SelectMany(record => record.Values), value => value.Tag == "gates/y");
        Assert.Equal([(9L, 8f)], run.Series("train/not_finite"));
        var text = run.Value("not_finite").Tensor.Text(8);
        Assert.EndsWith("| weights/x | 3 of 13 |\n| gates/y | 5 of 5 |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_WithOnlyFiniteElements_BringsNoWordOfOthers() => Assert.Equal(
        ["val/loss", "hparam/best_val_loss", "weights/x"],
        Written(new HistogramSummary("weights/x", 0, 1, [1])).Where(record => record.Step > 0)
            .SelectMany(record => record.Values).Select(value => value.Tag));

    // Readers add up what lies in bins: a gap or an overlap between two would lose or double elements.
    [Property(MaxTest = 50)]
    public Property Histogram_OfAnything_HasBinsThatTouchFromTheSmallestToTheLargest() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NormalFloat A, NormalFloat B, PositiveInt[] Counts)>()
            .Filter(bounds => bounds.Counts.Length > 0 && bounds.A.Get != bounds.B.Get),
        bounds =>
        {
            var (left, right) = (Math.Min(bounds.A.Get, bounds.B.Get), Math.Max(bounds.A.Get, bounds.B.Get));
            using var trials = new Trials();
            using (var log = trials.Open())
            {
                log.Write([], [new(1, [new("x", left, right, [.. bounds.Counts.Select(count => (long)count.Get)])], [])]);
            }

            var rows = EventFileReader.ReadRun(trials.Folder).Value("x").Rows();
            Assert.Equal((left, right), (rows[0].Left, rows[^1].Right));
            Assert.Equal(rows.Skip(1).Select(row => row.Left), rows.SkipLast(1).Select(row => row.Right));
            Assert.Equal(bounds.Counts.Select(count => (double)count.Get), rows.Select(row => row.Count));
        });

    private List<ReadEvent> Written(params HistogramSummary[] histograms)
    {
        using (var log = _trials.Open())
        {
            log.Write([new("val/loss", 9, 1)], [new(9, [.. histograms], [])]);
        }

        return EventFileReader.ReadRun(_trials.Folder);
    }
}
