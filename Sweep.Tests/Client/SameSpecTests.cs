using Sweep.Client.Verbs;

namespace Sweep.Tests.Client;

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
        Assert.False(SameSpec.Are(spec, spec with { Trial = spec.Trial with { Epochs = 11 } }));
    }
}
