using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Clustering;

public sealed class SiloDirectoryTests : StoreTests
{
    private readonly Membership _membership = new();

    [Fact]
    public void AliveSilos_BeforeTheSiloHasJoined_AreUnknown() => Assert.Null(Directory().AliveSilos);

    [Fact]
    public void AliveSilos_OfSilosInEveryState_AreThoseThatJoinWorkOrLeave()
    {
        _membership.Set(Enum.GetValues<SiloStatus>());

        Assert.Equal(
            ["Active", "Joining", "ShuttingDown", "Stopping"], Directory().AliveSilos?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refresh_OfTheDirectory_ReadsTheTable()
    {
        await Directory().RefreshAsync(Token);

        Assert.Equal(1, _membership.Refreshes);
    }

    [Fact]
    public async Task AliveSilos_WithOtherClustersInTheDatabase_IncludeTheirSilosThatGiveSignsOfLife()
    {
        _membership.Set([SiloStatus.Active]);
        await AddAsync("other", "fresh", SiloStatus.Active, secondsAgo: 59);
        await AddAsync("other", "leaving", SiloStatus.ShuttingDown, secondsAgo: 1);
        await AddAsync("other", "silent", SiloStatus.Active, secondsAgo: 61);
        await AddAsync("other", "dead", SiloStatus.Dead, secondsAgo: 1);
        await AddAsync("ours", "unseen", SiloStatus.Active, secondsAgo: 1);
        var directory = Directory();

        await directory.RefreshAsync(Token);

        Assert.Equal(["Active", "fresh", "leaving"], directory.AliveSilos?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Recover_TrialsOfTwoClusters_TakesBackTrialsOfUnknownSilos()
    {
        _membership.Set([SiloStatus.Active]);
        await AddAsync("other", "theirs", SiloStatus.Active, secondsAgo: 0);
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        foreach (var (number, silo) in new[] { (1, "Active"), (2, "theirs"), (3, "nobody's") })
        {
            await Store.AssignAsync(new(sweep, number), silo);
        }
        Store.Clock.Advance(TimeSpan.FromSeconds(10));
        var directory = Directory();
        await directory.RefreshAsync(Token);

        Assert.Equal(1, await Store.Trials.RecoverAsync(directory.AliveSilos, Sweep.Grains.Storage.TrialStore.StaleAfter, Token));

        Assert.Equal(["3"], await Store.QueryAsync("SELECT number FROM trials WHERE status = 'Pending'"));
    }

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();

    private SiloDirectory Directory() =>
        new(_membership, Store.Session, Store.Clock, Options.Create(new ClusterOptions { ClusterId = "ours" }));

    private async Task AddAsync(string cluster, string name, SiloStatus status, int secondsAgo)
    {
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        db.Members.Add(new()
        {
            ClusterId = cluster,
            Address = name,
            SiloName = name,
            HostName = "baker-street",
            Status = status.ToString(),
            Suspicions = "[]",
            StartedAt = TestStore.Start,
            AliveAt = Store.Clock.GetUtcNow() - TimeSpan.FromSeconds(secondsAgo),
            Etag = "1",
        });
        await db.SaveChangesAsync(Token);
    }

    /// <summary>A membership that returns what the test sets.</summary>
    private sealed class Membership : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } =
            new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, MembershipVersion.MinValue);

        public int Refreshes { get; private set; }

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        /// <summary>One silo of each status, named after it.</summary>
        public void Set(SiloStatus[] statuses) => CurrentSnapshot = new(
            statuses.Select(
                (status, number) => new ClusterMember(SiloAddress.New(IPAddress.Loopback, 10_000 + number, 1), status, $"{status}"))
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
