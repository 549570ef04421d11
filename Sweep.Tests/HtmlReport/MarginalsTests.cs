using Sweep.Client.HtmlReport.Analysis;

namespace Sweep.Tests.HtmlReport;

public sealed class MarginalsTests
{
    [Fact]
    public void Marginals_OfAGrid_AreMeansAndDeviationsOverTheOtherAxes()
    {
        // rnn_size 8: 1 and 3; rnn_size 16: 5 and diverged. hidden_size 4: 1 and 5; hidden_size 6: 3 and diverged.
        var (sweep, trials) = ReportSome.Sweep(
            ReportSome.Spec([1], ("rnn_size", ["8", "16"]), ("hidden_size", ["4", "6"])), 1, 3, 5, double.NaN);

        var effects = Marginals.Of(sweep, trials);

        Assert.Equal(["rnn_size", "hidden_size"], effects.Select(effect => effect.Name));
        Assert.Equal(("8", 2, 2.0, 0), Row(effects[0].Values[0]));
        Assert.Equal(Math.Sqrt(2), effects[0].Values[0].Deviation!.Value, 12);
        Assert.Equal(("16", 1, 5.0, 1), Row(effects[0].Values[1]));
        Assert.Null(effects[0].Values[1].Deviation);
        Assert.Equal(("4", 2, 3.0, 0), Row(effects[1].Values[0]));
        Assert.Equal(("6", 1, 3.0, 1), Row(effects[1].Values[1]));
    }

    [Fact]
    public void Marginals_OfSeveralSeeds_HaveTheSeedAsWellAndNoAxisOfOneValue()
    {
        var (sweep, trials) = ReportSome.Sweep(ReportSome.Spec([7, 9], ("rnn_size", ["8"])), 2, 4);

        var effect = Assert.Single(Marginals.Of(sweep, trials));

        Assert.Equal("seed", effect.Name);
        Assert.Equal([("7", 1, 2.0, 0), ("9", 1, 4.0, 0)], effect.Values.Select(Row));
    }

    private static (string Value, int Trials, double Mean, int Diverged) Row(ValueEffect effect) =>
        (effect.Value, effect.Trials.Count, effect.Mean!.Value, effect.Diverged);
}
