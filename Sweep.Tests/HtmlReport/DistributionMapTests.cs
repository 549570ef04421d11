using Sweep.Client.HtmlReport.Analysis;
using Sweep.Grains.Storage;

namespace Sweep.Tests.HtmlReport;

public sealed class DistributionMapTests
{
    [Fact]
    public void Map_OfHistogramsOfOwnRanges_LaysThemOverSharedBins()
    {
        // The range is -1 to 1 in 32 bins of 1/16. The first step lies evenly in the upper half: 16 bins of 62.5 thousandths. The second is
        // one value, 0.5.
        var trial = new TrialHistograms(1, [new(10, new("outputs/rnn", 0, 1, [5, 5])), new(20, new("outputs/rnn", 0.5, 0.5, [7], 3))]);
        var wide = new TrialHistograms(2, [new(10, new("outputs/rnn", -1, 0.25, [1]))]);

        var range = DistributionMap.Range([trial, wide])!.Value;
        var map = DistributionMap.Of(trial, range.Low, range.High);

        Assert.Equal((-1.0, 1.0), range);
        Assert.Equal([10, 20], map.Steps);
        Assert.Equal([.. Enumerable.Repeat(0, 16), .. Enumerable.Repeat(62, 16)], map.Columns[0]);
        Assert.Equal((1000, 24), (map.Columns[1].Max(), map.Columns[1].ToList().IndexOf(1000)));
        Assert.Equal(3, map.NotFinite);
    }

    [Fact]
    public void Map_OfAStepWithNothingFinite_IsEmpty()
    {
        var trial = new TrialHistograms(1, [new(10, new("outputs/rnn", double.NaN, double.NaN, [], 9))]);

        Assert.Null(DistributionMap.Range([trial]));
        Assert.All(DistributionMap.Of(trial, -1, 1).Columns[0], share => Assert.Equal(0, share));
    }
}
