using Sweep.Grains;
using Sweep.Grains.Search;
using Sweep.Model;

namespace Sweep.Tests.Search;

public sealed class SearchSpaceTests
{
    private static readonly Dimension _optimizer = new("optimizer", new ListDomain("momentum", "adam"));
    private static readonly Dimension _momentum = new("momentum", new ListDomain(0.0, 0.5, 0.9), new("optimizer", "momentum"));
    private static readonly Dimension _rate = new("rate", new NumberDomain(0.01, 1, IsLog: true));

    [Fact]
    public void Draw_OfAHyperparameter_IsAFunctionOfSeedNumberAndNameAlone()
    {
        var alone = new SearchSpace(_rate);
        var among = new SearchSpace(_optimizer, _momentum, _rate);

        Assert.All(Enumerable.Range(0, 20), number =>
            Assert.Equal(alone.Draw(seed: 7, number).Values[0], among.Draw(seed: 7, number).Values[2]));
        Assert.NotEqual(alone.Draw(seed: 7, 0), alone.Draw(seed: 8, 0));
        Assert.NotEqual(alone.Draw(seed: 7, 0), alone.Draw(seed: 7, 1));
    }

    [Fact]
    public void SearchRandom_OfAPurpose_IsTheStreamThatTrialsDraw()
    {
        var (search, trial) = (SearchRandom.For(3, "search:rate", 5), SeededRandom.For(3, "search:rate", 5));

        Assert.Equal(
            Enumerable.Range(0, 5).Select(_ => trial.NextDouble()).ToArray(), Enumerable.Range(0, 5).Select(_ => search.NextDouble()));
    }

    [Fact]
    public void CellOf_WithAHyperparameterThatIsNotActive_DropsIt()
    {
        var space = new SearchSpace(_optimizer, _momentum);

        var cell = space.CellOf("adam", 0.5);

        Assert.Equal(["adam", null], cell.Values);
        Assert.True(double.IsNaN(cell.Point[1]));
        Assert.Equal(cell, space.CellOf("adam", 0.9));
        Assert.NotEqual(space.CellOf("momentum", 0.5), space.CellOf("momentum", 0.9));
    }

    [Fact]
    public void Count_OfASpaceWithConditions_CountsEachCellOnce()
    {
        var nested = new Dimension("nesterov", new ListDomain(true, false), new("momentum", 0.5, 0.9));
        var space = new SearchSpace(_optimizer, _momentum, nested, new("layers", new WholeNumberDomain(1, 4)));

        // adam alone, momentum 0, and momentum 0.5 and 0.9 each with two; times four.
        Assert.Equal(24, space.Count);
        Assert.Equal(24, space.Cells().Distinct().Count());
    }

    [Fact]
    public void Count_OfASpaceWithARange_IsUnknown() => Assert.Null(new SearchSpace(_optimizer, _rate).Count);

    [Fact]
    public void CellOf_AValueOutsideTheSpace_IsRefused() =>
        Assert.Equal(
            "momentum: 0.7 is not in the search space.",
            Assert.Throws<SherlockException>(() => new SearchSpace(_optimizer, _momentum).CellOf("momentum", 0.7)).Message);

    [Fact]
    public void Space_WithAConditionOnWhatComesLater_IsRefused() =>
        Assert.Equal(
            "momentum depends on optimizer, which is no choice further up in the space.",
            Assert.Throws<SherlockException>(() => new SearchSpace(_momentum, _optimizer)).Message);

    [Fact]
    public void Space_WithAConditionOnAnUnknownValue_IsRefused() =>
        Assert.Equal(
            "beta depends on optimizer: sgd, which is not one of its values.",
            Assert.Throws<SherlockException>(() =>
                new SearchSpace(_optimizer, new("beta", new NumberDomain(0, 1), new("optimizer", "sgd")))).Message);
}
