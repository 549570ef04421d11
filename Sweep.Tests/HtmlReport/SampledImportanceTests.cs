using Sweep.Client.HtmlReport.Analysis;
using Sweep.Grains.Search;

namespace Sweep.Tests.HtmlReport;

public sealed class SampledImportanceTests
{
    private static readonly SearchSpace _space = new(
        new("a", new NumberDomain(0, 1)), new("b", new NumberDomain(0, 1)), new("c", new NumberDomain(0, 1)),
        new("none", new NumberDomain(0.001, 1, IsLog: true)), new("words", new ListDomain("x", "y", "z")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Shares_OfAWeightedSum_RankItsTermsAndGiveTheOthersNothing(int seed)
    {
        var shares = SharesOf(seed, value => 10 * (double)value[0]! + (double)value[1]! + 0.1 * (double)value[2]!);

        Assert.Equal("a", shares[0].Name);
        Assert.True(shares[0].Part > 0.9);
        Assert.All(shares.Where(share => share.Name is "none" or "words" or "c"), share => Assert.InRange(share.Part, 0, 0.02));
        Assert.Equal(1, shares.Sum(share => share.Part), 1e-12);
    }

    [Fact]
    public void Shares_OfASumOverManySeeds_PutTheSecondTermBeforeTheThird()
    {
        var shares = Enumerable.Range(1, 20)
            .SelectMany(seed => SharesOf(seed, value => 10 * (double)value[0]! + 3 * (double)value[1]! + 0.1 * (double)value[2]!))
            .ToLookup(share => share.Name, share => share.Part);

        Assert.True(shares["b"].Average() > 3 * shares["c"].Average(), $"{shares["b"].Average()} against {shares["c"].Average()}");
    }

    [Fact]
    public void Shares_OfAWordThatDecides_GiveItNearlyAll()
    {
        var shares = SharesOf(1, value => value[4] is "y" ? 0 : 1 + (double)value[0]!);

        Assert.Equal("words", shares[0].Name);
        Assert.True(shares[0].Part > 0.9);
    }

    [Fact]
    public void Shares_OfAConditionalHyperparameter_CountTheTrialsThatHaveIt()
    {
        var space = new SearchSpace(
            new("kind", new ListDomain("plain", "tuned")),
            new("strength", new NumberDomain(0, 1), new("kind", "tuned")),
            new("idle", new NumberDomain(0, 1)));

        // Among the tuned ones strength decides; whether a trial is tuned matters less.
        var (shares, _) = SampledImportance.Of(space, [
            .. Enumerable.Range(0, 500).Select(number => space.Draw(1, number))
                .Select(cell => (cell, cell.Values[1] is double strength ? strength : 0.5)),
        ]);

        Assert.Equal("strength", shares![0].Name);
    }

    [Fact]
    public void Shares_OfAHyperparameterThatNeverVaried_AreZero()
    {
        var space = new SearchSpace(new("a", new NumberDomain(0, 1)), new("same", new WholeNumberDomain(16, 64, Step: 16)));

        var (shares, _) = SampledImportance.Of(space, [
            .. Enumerable.Range(0, 40).Select(number => (space.CellOf(number / 40.0, 32L), (double)number)),
        ]);

        Assert.Equal((1, 0), (shares![0].Part, shares[1].Part));
    }

    [Theory]
    [InlineData(19, "it takes 20 completed trials.")]
    [InlineData(50, "all completed trials have the same objective.")]
    public void Shares_OfTooLittle_SayWhatIsMissing(int trials, string lack)
    {
        var (found, text) = SampledImportance.Of(_space, [.. Enumerable.Range(0, trials).Select(number => (_space.Draw(1, number), 1.0))]);

        Assert.Null(found);
        Assert.Equal(lack, text);
    }

    private static IReadOnlyList<Share> SharesOf(int seed, Func<IReadOnlyList<object?>, double> function)
    {
        var cells = Enumerable.Range(0, 500).Select(number => _space.Draw(seed, number));
        return SampledImportance.Of(_space, [.. cells.Select(cell => (cell, function(cell.Values)))]).Found!;
    }
}
