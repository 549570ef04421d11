using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Claims;

/// <summary>Claims about a search, which may find any value of a range.</summary>
public sealed class ClaimOfASearchTests
{
    private static readonly ClaimGroup _adam = Group("optimizer", "adam");

    [Fact]
    public void Obstacle_OfGroupsThatTheSearchMayFind_IsNone()
    {
        Assert.Null(Claim(_adam, Group("optimizer", "momentum")).Obstacle(SearchSome.Spec()));
        Assert.Null(Claim(Group("learning_rate", "0.5"), null).Obstacle(SearchSome.Spec()));
    }

    [Fact]
    public void Obstacle_OfAValueThatIsNotInTheSpace_SaysSo()
    {
        Assert.Equal("no trial of this grid has optimizer rmsprop", Claim(Group("optimizer", "rmsprop"), null).Obstacle(SearchSome.Spec()));
        Assert.Equal("no trial of this grid has epochs 11", Claim(Group("epochs", "11"), null).Obstacle(SearchSome.Spec()));
    }

    [Fact]
    public void Obstacle_OfAllValuesOfAList_IsThatNothingElseIsLeft() => Assert.Equal(
        "every trial has optimizer momentum or adam: nothing to compare with",
        Claim(_adam, Group("optimizer", "momentum", "adam")).Obstacle(SearchSome.Spec()));

    [Fact]
    public void Obstacle_OfTheSharedValueOfAConditionalList_IsNone()
    {
        // Trials without momentum train with the value that all trials share.
        var spec = SearchSome.Spec() with
        {
            Search = new([
                new("optimizer") { Values = ["momentum", "adam"] },
                new("momentum") { Values = ["0.1", "0.5"], WhenName = "optimizer", WhenValues = ["momentum"] },
            ]),
        };

        Assert.Null(Claim(Group("momentum", spec.Trial.Text("momentum")), Group("momentum", "0.5")).Obstacle(spec));
        Assert.Equal("no trial of this grid has momentum 0.7", Claim(Group("momentum", "0.7"), null).Obstacle(spec));
        Assert.Null(Claim(Group("momentum", "0.1", "0.5"), Group("optimizer", "adam")).Obstacle(spec));
    }

    private static ClaimGroup Group(string name, params string[] values) => new([new(name, [.. values])]);

    private static Claim Claim(ClaimGroup of, ClaimGroup? other) =>
        new("it is less", new("val/loss", null, ClaimPoint.Last), of, ClaimRelation.Below, other, 5, 0, false, ClaimTake.Mean);
}
