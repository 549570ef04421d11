using Sweep.Client.HtmlReport.Analysis;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.HtmlReport;

public sealed class ImportanceTests
{
    private static readonly SweepSpec _twoByTwo = ReportSome.Spec([1], ("rnn_size", ["8", "16"]), ("hidden_size", ["4", "6"]));

    [Fact]
    public void Importance_WithoutInteraction_IsEachEffectsShareOfTheVariance()
    {
        // 10 + 3a + b with a, b = ±1: variances 9 and 1.
        var found = Of(_twoByTwo, 6, 8, 12, 14);

        Assert.Equal(["rnn_size", "hidden_size"], found.Axes.Select(axis => axis.Name));
        Assert.Equal(0.9, found.Axes[0].Part, 12);
        Assert.Equal(0.1, found.Axes[1].Part, 12);
        Assert.Equal(0, found.Pairs.Single().Part, 12);
        Assert.Equal((0, 4, 0), (found.Seeds, found.Combinations, found.Estimated));
    }

    [Fact]
    public void Importance_OfWhatOnlyTwoDoTogether_IsTheirs()
    {
        // 10 + a + 2ab: variances 1 and 4.
        var found = Of(_twoByTwo, 11, 7, 9, 13);

        Assert.Equal(("rnn_size", 0.2), (found.Axes[0].Name, Math.Round(found.Axes[0].Part, 12)));
        Assert.Equal(0, found.Axes[1].Part, 12);
        Assert.Equal(("rnn_size × hidden_size", 0.8), (found.Pairs[0].Name, Math.Round(found.Pairs[0].Part, 12)));
    }

    [Fact]
    public void Importance_OfThreeTogether_IsTheRest()
    {
        // abc: nothing alone and nothing in pairs.
        var found = Of(
            ReportSome.Spec([1], ("rnn_size", ["8", "16"]), ("hidden_size", ["4", "6"]), ("embedding_size", ["2", "3"])),
            1, 3, 3, 1, 3, 1, 1, 3);

        Assert.Equal(1, found.Rest, 12);
        Assert.Equal(3, found.Pairs.Count);
        Assert.All([.. found.Axes, .. found.Pairs], share => Assert.Equal(0, share.Part, 12));
    }

    [Fact]
    public void Importance_WithSeveralSeeds_SetsTheirSpreadApart()
    {
        // Each seed ±1 around 10 and 14: 4 between the combinations, 1 within them.
        var found = Of(ReportSome.Spec([1, 2], ("rnn_size", ["8", "16"])), 9, 13, 11, 15);

        Assert.Equal(0.8, found.Axes.Single().Part, 12);
        Assert.Equal(0.2, found.Seeds, 12);
    }

    [Fact]
    public void Importance_WithADivergedTrial_EstimatesItFromTheOthers()
    {
        // Without the fourth of 6, 8, 12, 14: the sum of both effects says 14 again.
        var found = Of(_twoByTwo, 6, 8, 12, double.NaN);

        Assert.Equal(1, found.Estimated);
        Assert.Equal(0.9, found.Axes[0].Part, 6);
        Assert.Equal(0.1, found.Axes[1].Part, 6);
    }

    [Fact]
    public void Importance_OfAValueAtWhichAllDiverged_LeavesItOutByName()
    {
        var found = Of(ReportSome.Spec([1], ("rnn_size", ["8", "16"]), ("learning_rate", ["0.1", "10"])), 1, double.NaN, 3, double.NaN);

        Assert.Equal(["learning_rate 10"], found.Dropped);
        Assert.Equal("rnn_size", Assert.Single(found.Axes).Name);
    }

    [Fact]
    public void Importance_OfAGridMostlyEmpty_SaysHowMuchThereIs()
    {
        // Only the diagonal of 4 × 4.
        var spec = ReportSome.Spec([1], ("rnn_size", ["8", "16", "32", "64"]), ("hidden_size", ["4", "6", "8", "10"]));
        var (sweep, trials) = ReportSome.Sweep(spec, 1, null, null, null, null, 2, null, null, null, null, 3, null, null, null, null, 4);

        Assert.Equal((null, "of 16 combinations only 4 have a completed trial."), Importance.Of(sweep, trials));
    }

    [Fact]
    public void Importance_WithoutAnythingToCompare_SaysWhy()
    {
        var (sweep, none) = ReportSome.Sweep(_twoByTwo, null, null, null, null);
        var (_, alike) = ReportSome.Sweep(_twoByTwo, 2, 2, 2, 2);

        Assert.Equal((null, "it takes completed trials at two values of a hyperparameter, at least."), Importance.Of(sweep, none));
        Assert.Equal((null, "all completed trials have the same objective."), Importance.Of(sweep, alike));
    }

    private static Importance Of(SweepSpec spec, params double?[] reached)
    {
        var (sweep, trials) = ReportSome.Sweep(spec, reached);
        return Assert.IsType<Importance>(Importance.Of(sweep, trials).Found);
    }
}
