using System.Net;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

public sealed class ClusterChangesTests
{
    private readonly ClusterChanges _changes = new();

    [Theory]
    [InlineData(SiloStatus.Joining, SiloStatus.Active, ClusterChange.Joined)]
    [InlineData(SiloStatus.Active, SiloStatus.Dead, ClusterChange.Died)]
    [InlineData(SiloStatus.ShuttingDown, SiloStatus.Dead, ClusterChange.Left)]
    [InlineData(SiloStatus.Joining, SiloStatus.Dead, ClusterChange.Rejected)]
    [InlineData(SiloStatus.Active, SiloStatus.ShuttingDown, null)]
    [InlineData(SiloStatus.Dead, SiloStatus.Dead, null)]
    public void Next_OfASiloThatWasKnown_SaysWhatHappened(object before, object after, object? change)
    {
        _changes.Begin([Member(1, (SiloStatus)before)]);

        Assert.Equal(
            change is null ? [] : [(ClusterChange)change], _changes.Next([Member(1, (SiloStatus)after)]).Select(news => news.Change));
    }

    [Fact]
    public void Next_WithTheSamePictureAgain_HasNoNews()
    {
        _changes.Begin([]);

        Assert.Single(_changes.Next([Member(1, SiloStatus.Active)]));
        Assert.Empty(_changes.Next([Member(1, SiloStatus.Active)]));
    }

    private static ClusterMember Member(int generation, SiloStatus status) =>
        new(SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), generation), status, $"silo {generation}");
}
