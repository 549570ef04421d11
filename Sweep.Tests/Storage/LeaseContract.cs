using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Trials that programs train over HTTP: their lease counts, not the life of a silo.</summary>
public abstract class LeaseContract : StoreTests
{
    private const string Program = "api:ci";

    [Fact]
    public async Task Recover_TrialWhoseLeaseEnded_TakesItBackAndFencesItsProgramOff()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        Assert.NotNull(await AskAsync(id, lease: 30));

        Store.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await RecoverAsync());
        Assert.Equal(TrialDecision.Continue, await Store.Trials.ReportAsync(id, TestStore.Report(1, 1, TestStore.Loss(1, 2)), Token));
        Store.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(1, await RecoverAsync());

        Assert.Equal(TrialDecision.Stop, await Store.Trials.ReportAsync(id, TestStore.Report(1, 2, TestStore.Loss(2, 1)), Token));
        Assert.Null(await Store.Trials.FinishAsync(id, 1, new(TrialStatus.Completed), Token));
        Assert.Equal(2, (await AskAsync(id, lease: 30))!.Attempt);
        Assert.Equal(["2"], await Store.QueryAsync("SELECT value FROM metrics"));
    }

    [Fact]
    public async Task Recover_TrialWhoseLeaseEndsAgainAndAgain_BecomesFailed()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);

        for (var attempt = 1; attempt <= TrialStore.MostLosses; attempt++)
        {
            Assert.Equal(attempt, (await AskAsync(id, lease: 1))!.Attempt);
            Store.Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal(1, await RecoverAsync());
        }

        var trial = await Store.TrialAsync(id);
        Assert.Equal(TrialStatus.Failed, trial.Status);
        Assert.Equal(
            "its lease ended without a sign of life 10 times in a row without a new checkpoint: it probably kills the programs that train "
                + "it",
            trial.Reason);
    }

    [Fact]
    public async Task Recover_TrialThatASiloTrainsAfterAProgram_CountsTheSilosLifeAgain()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await AskAsync(id, lease: 3600);
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        await Store.AssignAsync(id, "dead");

        Store.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(1, await RecoverAsync());
    }

    [Fact]
    public async Task Ask_AgainWithTheSameSlot_GetsTheSameAttempt()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        var first = await AskAsync(id, lease: 30);

        var again = await AskAsync(id, lease: 30);

        Assert.Equal((first!.Trial, first.Attempt), (again!.Trial, again.Attempt));
        Assert.Equal(["1"], await Store.QueryAsync("SELECT count(*) FROM attempts"));
    }

    [Fact]
    public async Task PublishAsked_ANameThatSilosTrain_IsRefused()
    {
        var store = new TrainableStore(Store.Session, Store.Clock);
        await store.AnnounceAsync("silo-1", [new("window-model", "1")], Token);

        foreach (var name in new[] { "language-model", "window-model" })
        {
            var error = await Assert.ThrowsAsync<SherlockException>(() => store.PublishAskedAsync([Schema(name)], Token));
            Assert.Equal($"Silos train a trainable called '{name}': take another name.", error.Message);
        }

        await store.PublishAskedAsync([Schema("banana")], Token);
        await store.PublishAskedAsync([Schema("banana")], Token);
        Assert.Contains(await Store.Reader.TrainablesAsync(Token), schema => schema.Name == "banana");
    }

    private static TrainableSchema Schema(string name) => new(name, "9", []) { Metrics = [new("loss") { Goal = Goal.Minimize }] };

    private Task<TrialAssignment?> AskAsync(TrialId id, int lease) => Store.Trials.AssignAsync(
        id, new TrialRequest(Program, 7) { Only = id.SweepId, LeaseSeconds = lease }, Token);

    /// <summary>In the time after an outage, in which the silence of silos says nothing.</summary>
    private Task<int> RecoverAsync() => Store.Trials.RecoverAsync(new HashSet<string> { "alive" }, TimeSpan.MaxValue, Token);
}

public sealed class SqliteLeaseTests : LeaseContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresLeaseTests : LeaseContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
