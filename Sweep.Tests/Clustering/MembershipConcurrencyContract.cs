using Sweep.Grains.Clustering;

namespace Sweep.Tests.Clustering;

/// <summary>What a table guarantees when many silos use it, and when signs of life come in between.</summary>
public abstract class MembershipConcurrencyContract(ClusterDatabase database) : MembershipTests(database)
{
    [Fact]
    public async Task Inserts_OfOneSiloInParallel_SucceedOnce()
    {
        var table = await TableAsync();
        var next = (await table.ReadAllAsync(Token)).Version.Next();

        var inserted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => table.InsertRowAsync(Silo(1), next, Token)));

        Assert.Single(inserted, succeeded => succeeded);
        Assert.Equal(1, (await table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task Updates_InParallel_TakeEachVersionOnce()
    {
        var table = await TableAsync(Silo(1));

        var versions = await Task.WhenAll(Enumerable.Range(0, 19).Select(_ => UpdateUntilAcceptedAsync(table)));

        Assert.Equal(Enumerable.Range(2, 19), versions.Order());
        var data = await table.ReadAllAsync(Token);
        Assert.Equal(20, data.Version.Version);
        Assert.Equal("20", Assert.Single(data.Members).Item2);
    }

    [Fact]
    public async Task ReadAll_WhileSilosJoin_SeesVersionAndSilosOfOneMoment()
    {
        var table = await TableAsync();
        var joining = JoinAsync(table, silos: 20);

        while (!joining.IsCompleted)
        {
            var data = await table.ReadAllAsync(Token);
            Assert.Equal(data.Version.Version, data.Members.Count);
        }

        await joining;
        Assert.Equal(20, (await table.ReadAllAsync(Token)).Members.Count);
    }

    [Fact]
    public async Task IAmAlive_OfASilo_ChangesNeitherItsEtagNorTheVersion()
    {
        var table = await TableAsync(Silo(1), Silo(2));
        var before = await table.ReadAllAsync(Token);
        var alive = Silo(1);
        alive.IAmAliveTime = Noon.AddMinutes(9);

        await table.UpdateIAmAliveAsync(new() { SiloAddress = alive.SiloAddress, IAmAliveTime = alive.IAmAliveTime }, Token);

        var data = await table.ReadAllAsync(Token);
        Assert.Equal(Written(alive, Silo(2)), Read(data));
        Assert.Equal(before.Version, data.Version);
        Assert.Equal("1", data.TryGet(alive.SiloAddress)?.Item2);
        Assert.True(await table.UpdateRowAsync(Silo(1, SiloStatus.Stopping), "1", before.Version.Next(), Token));
    }

    [Fact]
    public async Task Update_WithAnOlderSignOfLife_KeepsTheNewerOne()
    {
        var table = await TableAsync(Silo(1));
        await table.UpdateIAmAliveAsync(new() { SiloAddress = Silo(1).SiloAddress, IAmAliveTime = Noon.AddMinutes(9) }, Token);

        Assert.True(await table.UpdateRowAsync(Silo(1), "1", new(2, "1"), Token));

        Assert.Equal(Noon.AddMinutes(9), Assert.Single((await table.ReadAllAsync(Token)).Members).Item1.IAmAliveTime);
    }

    [Fact]
    public async Task Times_OfAMachineWhoseClockIsAnHourBehind_AreReadCorrectlyByOthers()
    {
        var right = await TableAsync();
        var behind = Table(hoursBehind: 1);
        var late = Silo(1);
        (late.StartTime, late.IAmAliveTime) = (Noon.AddHours(-1), Noon.AddHours(-1).AddMinutes(1));
        late.SuspectTimes = [Tuple.Create(Silo(2).SiloAddress, Noon.AddHours(-1).AddMinutes(2))];
        Assert.True(await behind.InsertRowAsync(late, new(1, "0"), Token));

        var expected = Silo(1);
        expected.SuspectTimes = [Tuple.Create(Silo(2).SiloAddress, Noon.AddMinutes(2))];
        Assert.Equal(Written(expected), Read(await right.ReadAllAsync(Token)));
        Assert.Equal(Written(late), Read(await behind.ReadAllAsync(Token)));

        await right.UpdateIAmAliveAsync(new() { SiloAddress = late.SiloAddress, IAmAliveTime = Noon.AddMinutes(5) }, Token);
        Assert.Equal(Noon.AddHours(-1).AddMinutes(5), Assert.Single((await behind.ReadAllAsync(Token)).Members).Item1.IAmAliveTime);
    }

    [Fact]
    public async Task Cleanup_ByAMachineWhoseClockIsAnHourBehind_UsesItsOwnHour()
    {
        var table = await TableAsync(Silo(1, SiloStatus.Dead));

        await Table(hoursBehind: 1).CleanupDefunctSiloEntriesAsync(new(Noon.AddHours(-1)), Token);
        Assert.Single((await table.ReadAllAsync(Token)).Members);

        await Table(hoursBehind: 1).CleanupDefunctSiloEntriesAsync(new(Noon.AddHours(-1).AddMinutes(2)), Token);
        Assert.Empty((await table.ReadAllAsync(Token)).Members);
    }

    private static async Task JoinAsync(MembershipTable table, int silos)
    {
        foreach (var number in Enumerable.Range(1, silos))
        {
            Assert.True(await table.InsertRowAsync(Silo(number), new(number, $"{number - 1}"), Token));
        }
    }

    /// <summary>Reads and updates, as Orleans does, until no other silo came in between; returns the version that it set.</summary>
    private static async Task<int> UpdateUntilAcceptedAsync(MembershipTable table)
    {
        while (true)
        {
            var data = await table.ReadAllAsync(Token);
            var (silo, etag) = Assert.Single(data.Members);
            if (await table.UpdateRowAsync(silo, etag, data.Version.Next(), Token)) { return data.Version.Version + 1; }
        }
    }
}
