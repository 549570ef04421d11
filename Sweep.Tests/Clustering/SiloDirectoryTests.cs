using System.Collections.Immutable;
using System.Net;
using Sweep.Grains.Clustering;

namespace Sweep.Tests.Clustering;

public sealed class SiloDirectoryTests
{
    private readonly Membership _membership = new();

    [Fact]
    public void AliveSilos_BeforeTheSiloHasJoined_AreUnknown() => Assert.Null(new SiloDirectory(_membership).AliveSilos);

    [Fact]
    public void AliveSilos_OfSilosInEveryState_AreThoseThatJoinWorkOrLeave()
    {
        _membership.Set(Enum.GetValues<SiloStatus>());

        Assert.Equal(
            ["Active", "Joining", "ShuttingDown", "Stopping"], new SiloDirectory(_membership).AliveSilos?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refresh_OfTheDirectory_ReadsTheTable()
    {
        await new SiloDirectory(_membership).RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, _membership.Refreshes);
    }

    /// <summary>A membership that says what the test wants.</summary>
    private sealed class Membership : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } =
            new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, MembershipVersion.MinValue);

        public int Refreshes { get; private set; }

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        /// <summary>One silo of each status, named after it.</summary>
        public void Set(SiloStatus[] statuses) => CurrentSnapshot = new(
            statuses.Select((status, number) => new ClusterMember(SiloAddress.New(IPAddress.Loopback, 10_000 + number, 1), status, $"{status}"))
                .ToImmutableDictionary(member => member.SiloAddress),
            new(1));

        public ValueTask Refresh(MembershipVersion minimumVersion, CancellationToken cancellationToken)
        {
            Refreshes++;
            return ValueTask.CompletedTask;
        }

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
