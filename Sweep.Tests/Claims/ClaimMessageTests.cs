using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sweep.Client.Verbs;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Claims;

/// <summary>A client hands a sweep to the silos with its claims, as a message.</summary>
public sealed class ClaimMessageTests
{
    [Fact]
    public void SweepSpec_AsAMessage_KeepsItsClaims()
    {
        Claim claim = new(
            "a",
            new("outputs/rnn", 0.9, ClaimPoint.Highest, new(ClaimUnit.Step, 3), ClaimMoment.LastLevel),
            new([new("rnn_size", ["8", "16"])]),
            ClaimRelation.Like,
            new([]),
            0.25,
            1.5,
            IsRatio: true,
            ClaimTake.Range);
        var spec = Some.Spec() with { Claims = [claim, claim with { Says = "b", Other = null }] };

        var read = Sent(spec);

        Assert.Equal(["a", "b"], read.Claims.Select(one => one.Says));
        Assert.True(SameSpec.HaveSameClaims(spec, read));
        Assert.True(SameSpec.Are(spec, read));
    }

    [Fact]
    public void SweepSpec_AsAMessageWithoutClaims_HasNone() => Assert.Empty(Sent(Some.Spec()).Claims);

    private static SweepSpec Sent(SweepSpec spec)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer<SweepSpec>>();
        return Assert.IsType<SweepSpec>(serializer.Deserialize(serializer.SerializeToArray(spec)));
    }
}
