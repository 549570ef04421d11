namespace Sweep.Tests.Clustering;

/// <summary>What Orleans requires of a table of silos.</summary>
public abstract class MembershipContract(ClusterDatabase database) : MembershipTests(database)
{
    [Fact]
    public async Task ReadAll_OfANewCluster_IsEmptyAndOfVersionZero()
    {
        var data = await (await TableAsync()).ReadAllAsync(Token);

        Assert.Empty(data.Members);
        Assert.Equal((0, "0"), (data.Version.Version, data.Version.VersionEtag));
    }

    [Fact]
    public async Task Initialize_OfARunningCluster_ChangesNothing()
    {
        var table = await TableAsync(Silo(1));

        await Table().InitializeMembershipTableAsync(true, Token);

        Assert.Equal(1, (await table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task ReadAll_AfterInserts_ReturnsWhatWasWritten()
    {
        var suspected = Silo(2, SiloStatus.Joining);
        suspected.SuspectTimes =
            [Tuple.Create(Silo(1).SiloAddress, Noon.AddMinutes(2)), Tuple.Create(Silo(3).SiloAddress, Noon.AddMinutes(3))];

        var data = await (await TableAsync(Silo(1), suspected, Silo(3, SiloStatus.Dead))).ReadAllAsync(Token);

        Assert.Equal(Written(Silo(1), suspected, Silo(3, SiloStatus.Dead)), Read(data));
        Assert.Equal(3, data.Version.Version);
    }

    [Fact]
    public async Task ReadRow_OfOneOfTwo_HasItAloneAndTheVersionOfAll()
    {
        var table = await TableAsync(Silo(1), Silo(2));

        var data = await table.ReadRowAsync(Silo(2).SiloAddress, Token);

        Assert.Equal(Written(Silo(2)), Read(data));
        Assert.Equal(2, data.Version.Version);
        Assert.Equal("2", data.TryGet(Silo(2).SiloAddress)?.Item2);
    }

    [Fact]
    public async Task ReadRow_OfAnUnknownSilo_HasOnlyTheVersion()
    {
        var data = await (await TableAsync(Silo(1))).ReadRowAsync(Silo(2).SiloAddress, Token);

        Assert.Empty(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task Insert_WithAStaleVersion_ChangesNothing()
    {
        var table = await TableAsync();
        var stale = (await table.ReadAllAsync(Token)).Version.Next();
        Assert.True(await table.InsertRowAsync(Silo(1), stale, Token));

        Assert.False(await table.InsertRowAsync(Silo(2), stale, Token));

        var data = await table.ReadAllAsync(Token);
        Assert.Equal(Written(Silo(1)), Read(data));
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task Insert_OfAnExistingSilo_ChangesNeitherItNorTheVersion()
    {
        var table = await TableAsync(Silo(1));

        Assert.False(await table.InsertRowAsync(Silo(1, SiloStatus.Dead), (await table.ReadAllAsync(Token)).Version.Next(), Token));

        var data = await table.ReadAllAsync(Token);
        Assert.Equal(Written(Silo(1)), Read(data));
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task Update_OfTheVersionThatWasRead_ChangesTheSiloItsEtagAndTheVersion()
    {
        var table = await TableAsync(Silo(1), Silo(2));
        var changed = Silo(1, SiloStatus.ShuttingDown);
        changed.SuspectTimes = [Tuple.Create(Silo(2).SiloAddress, Noon.AddMinutes(2))];
        changed.IAmAliveTime = Noon.AddMinutes(3);

        Assert.True(await table.UpdateRowAsync(changed, "1", (await table.ReadAllAsync(Token)).Version.Next(), Token));

        var data = await table.ReadAllAsync(Token);
        Assert.Equal(Written(changed, Silo(2)), Read(data));
        Assert.Equal((3, "3"), (data.Version.Version, data.Version.VersionEtag));
        Assert.Equal(("3", "2"), (data.TryGet(Silo(1).SiloAddress)?.Item2, data.TryGet(Silo(2).SiloAddress)?.Item2));
    }

    [Theory]
    [InlineData(1, "1", 1)]
    [InlineData(1, "2", 2)]
    [InlineData(1, "0", 2)]
    [InlineData(3, "1", 2)]
    public async Task Update_WithAStaleVersionAStaleEtagOrOfNoSilo_ChangesNothing(int number, string etag, int read)
    {
        var table = await TableAsync(Silo(1), Silo(2));

        Assert.False(await table.UpdateRowAsync(Silo(number, SiloStatus.Dead), etag, new(read + 1, $"{read}"), Token));

        var data = await table.ReadAllAsync(Token);
        Assert.Equal(Written(Silo(1), Silo(2)), Read(data));
        Assert.Equal(2, data.Version.Version);
    }

    [Fact]
    public async Task Cleanup_OfOldSilos_RemovesDeadOnesWithoutARecentSignOfLife()
    {
        var (voted, fresh) = (Silo(3, SiloStatus.Dead), Silo(4, SiloStatus.Dead));
        voted.SuspectTimes = [Tuple.Create(Silo(1).SiloAddress, Noon.AddMinutes(10))];
        fresh.IAmAliveTime = Noon.AddMinutes(10);
        var table = await TableAsync(Silo(1), Silo(2, SiloStatus.Dead), voted, fresh);

        await table.CleanupDefunctSiloEntriesAsync(new(Noon.AddMinutes(5)), Token);

        Assert.Equal(Written(Silo(1), voted, fresh), Read(await table.ReadAllAsync(Token)));
    }

    [Fact]
    public async Task Gateways_OfSilosOfEveryKind_AreThoseOfActiveSilos()
    {
        var closed = Silo(2);
        closed.ProxyPort = 0;
        await TableAsync(Silo(1), closed, Silo(3, SiloStatus.Joining), Silo(4, SiloStatus.Dead), Silo(5));

        var gateways = await Gateways().GetGatewaysAsync(Token);

        Assert.Equal(
            ["gwy.tcp://127.0.0.1:20001/1", "gwy.tcp://127.0.0.1:20005/5"], gateways.Select(gateway => gateway.ToString()).Order());
    }

    [Fact]
    public async Task Clusters_InOneDatabase_DoNotSeeEachOther()
    {
        var table = await TableAsync(Silo(1));
        var other = Table("-other");
        await other.InitializeMembershipTableAsync(true, Token);

        Assert.True(await other.InsertRowAsync(Silo(1, SiloStatus.Joining), (await other.ReadAllAsync(Token)).Version.Next(), Token));
        await table.DeleteMembershipTableEntriesAsync(ClusterId, Token);

        Assert.Empty((await table.ReadAllAsync(Token)).Members);
        Assert.Equal(Written(Silo(1, SiloStatus.Joining)), Read(await other.ReadAllAsync(Token)));
        Assert.Empty(await Gateways().GetGatewaysAsync(Token));
    }
}
