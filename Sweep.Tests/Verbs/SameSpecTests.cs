using Sweep.Client.Verbs;
using Sweep.Grains.Storage;
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
    public void Are_WithOtherEarlyStopping_IsFalseUnlessTheFileLeavesTheLagOpen()
    {
        var stopped = Some.Spec() with { Stop = new(StopKind.Asha) { Rungs = [2, 10], IsRepeatable = true } };

        Assert.True(SameSpec.Are(stopped, stopped with { Stop = stopped.Stop with { Rungs = [2, 10] } }));
        Assert.True(SameSpec.Are(stopped.WithLag(3), stopped));
        Assert.False(SameSpec.Are(stopped, Some.Spec()));
        Assert.False(SameSpec.Are(stopped, stopped with { Stop = stopped.Stop with { Rungs = [5, 10] } }));
        Assert.False(SameSpec.Are(stopped, stopped with { Stop = stopped.Stop with { Guard = 0 } }));
    }

    [Fact]
    public void Covers_ASweepThatWasExtendedToALargerTotal_IsTrue()
    {
        var file = Some.Spec() with { Stop = new(StopKind.Asha) { Rungs = [2, 10] } };

        Assert.True(SameSpec.Covers(StopExtension.WithResource(file, 30), file));
        Assert.False(SameSpec.Covers(file, StopExtension.WithResource(file, 30)));
        Assert.False(SameSpec.Covers(StopExtension.WithResource(file, 30), Some.Spec()));
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
