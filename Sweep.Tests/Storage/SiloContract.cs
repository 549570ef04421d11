using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Storage;

/// <summary>What silos say of themselves and what people want of them: what every store must do with it.</summary>
public abstract class SiloContract : StoreTests
{
    private static readonly SiloFacts _facts = new("2.0+ab", 4, CertificateEnd: TestStore.Start.AddDays(20));

    [Fact]
    public async Task Silo_ThatWasAnnounced_IsListedWithItsFacts()
    {
        await AnnounceAsync("ada-1");

        var silo = Assert.Single((await Store.Reader.ClusterAsync(Token)).Silos);
        Assert.Equal(("ada-1", _facts, false), (silo.Name, silo.Facts, silo.IsDrained));
        Assert.Empty(silo.Training);
    }

    [Fact]
    public async Task Silo_OfAVersionThatTellsNothing_IsListedBesideOneThatDoes()
    {
        await AnnounceAsync("ada-1");
        await TestMembers.JoinAsync(Store, new(Store.Session, Store.Clock), "old-1");

        var silos = (await Store.Reader.ClusterAsync(Token)).Silos;

        Assert.Equal([("ada-1", true), ("old-1", false)], silos.Select(silo => (silo.Name, silo.Facts is not null)));
        Assert.Equal("host", silos[1].Machine);
    }

    [Fact]
    public async Task Silo_ThatTrains_IsListedWithItsTrialsBySlot()
    {
        await AnnounceAsync("silo-1");
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.AssignAsync(new(sweep, 1));

        var state = await Store.Reader.ClusterAsync(Token);

        var trial = Assert.Single(state.Silos.Single(silo => silo.Training.Count > 0).Training);
        Assert.Equal(("sizes", 1, TestStore.Start), (trial.Folder, trial.Trial, trial.Since));
        Assert.Equal(2, state.Waiting);
    }

    [Fact]
    public async Task Drain_ByABeginningOfTheName_IsDrainedWhenTheSiloFollows()
    {
        await AnnounceAsync("ada-1");

        Assert.Equal("ada-1", await Store.Silos.DrainAsync("ad", Draining.HandOver, "eve", Token));
        Assert.Equal((Draining.HandOver, "eve"), await WishAsync("ada-1"));
        Assert.False((await Store.Reader.ClusterAsync(Token)).Silos[0].IsDrained);
        await Store.Silos.FollowAsync("ada-1", Draining.HandOver, Token);

        Assert.True((await Store.Reader.ClusterAsync(Token)).Silos[0].IsDrained);
        await Store.Silos.DrainAsync("ada-1", Draining.No, "bob", Token);
        Assert.Equal((Draining.No, "bob"), await WishAsync("ada-1"));
    }

    [Fact]
    public async Task Resize_OfASilo_IsWhatItReads()
    {
        await AnnounceAsync("ada-1");

        await Store.Silos.ResizeAsync("ada-1", 7, "eve", Token);

        Assert.Equal(7, (await Store.Silos.FactsAsync("ada-1", Token))!.Slots);
    }

    [Theory]
    [InlineData("bob", "There is no silo 'bob': 'silos' shows those that there are.")]
    [InlineData("ada-3", "There is no silo 'ada-3': 'silos' shows those that there are; did you mean 'ada-1'?")]
    [InlineData("ada", "Several silos begin with 'ada': ada-1, ada-2.")]
    [InlineData(
        "old", "The silo old-1 is of an earlier version, which cannot be steered: stop its process; it hands its trials back itself.")]
    public async Task Drain_OfASiloThatCannotBeMeant_SaysWhy(string name, string says)
    {
        await AnnounceAsync("ada-1");
        await AnnounceAsync("ada-2");
        await TestMembers.JoinAsync(Store, new(Store.Session, Store.Clock), "old-1");

        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Silos.DrainAsync(name, Draining.Wait, "eve", Token));

        Assert.Equal((SherlockException.BadInput, says), (error.ExitCode, error.Message));
    }

    [Fact]
    public async Task Resize_OfASiloWithoutSlots_SaysThatItOnlyCoordinates()
    {
        await TestMembers.JoinAsync(Store, new(Store.Session, Store.Clock), "ada-1");
        await Store.Silos.AnnounceAsync("ada-1", _facts with { Slots = 0 }, Token);

        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Silos.ResizeAsync("ada-1", 2, "eve", Token));

        Assert.Equal("The silo ada-1 only coordinates: start one with --slots 1 or more instead.", error.Message);
    }

    [Fact]
    public async Task Announce_OfANewSilo_ForgetsThoseThatAreNoMembers()
    {
        await Store.Silos.AnnounceAsync("gone-1", _facts, Token);
        await AnnounceAsync("ada-1");
        await Store.Silos.DrainAsync("ada-1", Draining.Wait, "eve", Token);

        await AnnounceAsync("ada-2");
        await Store.Silos.AnnounceAsync("ada-1", _facts, Token);

        Assert.Null(await Store.Silos.FactsAsync("gone-1", Token));
        Assert.Equal((Draining.Wait, "eve"), await WishAsync("ada-1"));
    }

    private async Task AnnounceAsync(string silo)
    {
        await TestMembers.JoinAsync(Store, new(Store.Session, Store.Clock), silo);
        await Store.Silos.AnnounceAsync(silo, _facts, Token);
    }

    private async Task<(Draining, string?)> WishAsync(string silo)
    {
        var facts = await Store.Silos.FactsAsync(silo, Token);
        return (facts!.Draining, facts.SteeredBy);
    }
}

public sealed class SqliteSiloTests : SiloContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresSiloTests : SiloContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
