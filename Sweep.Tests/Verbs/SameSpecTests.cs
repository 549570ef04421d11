using Sweep.Client.Verbs;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Verbs;

public sealed class SameSpecTests
{
    [Fact]
    public void Are_WithEqualContentInOtherArrays_IsTrue() => Assert.True(SameSpec.Are(Some.Spec(), Some.Spec()));

    [Fact]
    public void Are_WithAnotherNameSeedValueOrSetting_IsFalse()
    {
        var spec = Some.Spec();

        Assert.False(SameSpec.Are(spec, Some.Spec(name: "other")));
        Assert.False(SameSpec.Are(spec, Some.Spec(seeds: [1, 2])));
        Assert.False(SameSpec.Are(spec, spec with { Axes = [] }));
        Assert.False(SameSpec.Are(spec, spec with { Axes = [new("rnn_size", ["8", "32"])] }));
        Assert.False(SameSpec.Are(spec, spec with { Trial = spec.Trial.With("epochs", 11L) }));
    }

    [Fact]
    public void Are_WithOtherClaims_IsTrueSinceTheyChangeNothingThatIsTrained()
    {
        var claimed = Some.Spec() with
        {
            Claims = [new(
            "a", new("val/loss", null, ClaimPoint.Last), new([]), ClaimRelation.Below, null, 3, 0, false, ClaimTake.Mean)]
        };

        Assert.True(SameSpec.Are(Some.Spec(), claimed));
        Assert.True(SameSpec.Covers(claimed, Some.Spec()));
    }

    [Fact]
    public void HaveSameClaims_OfEqualOnesInOtherArrays_IsTrueAndOfOthersFalse()
    {
        Assert.True(SameSpec.HaveSameClaims(Claimed("8", 3), Claimed("8", 3)));
        Assert.False(SameSpec.HaveSameClaims(Claimed("8", 3), Claimed("16", 3)));
        Assert.False(SameSpec.HaveSameClaims(Claimed("8", 3), Claimed("8", 4)));
        Assert.False(SameSpec.HaveSameClaims(Claimed("8", 3), Some.Spec()));

        static SweepSpec Claimed(string size, double margin) => Some.Spec() with
        {
            Claims = [new(
                "a", new("val/loss", null, ClaimPoint.Last), new([new("rnn_size", [size])]),
                ClaimRelation.Below, new([]), 0, margin, false, ClaimTake.Mean)],
        };
    }
}
