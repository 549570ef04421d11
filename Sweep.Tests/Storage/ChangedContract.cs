using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>What a follower asks again and again of a large sweep: the same from every store.</summary>
public abstract class ChangedContract : StoreTests
{
    [Fact]
    public async Task Changed_OfTwoThousandTrials_IsWhatRunsWhatRanAndWhatWaitsWithAReason()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2_000));
        foreach (var number in new[] { 3, 1_500, 7, 8 }) { await Store.AssignAsync(new(sweep, number)); }
        await Store.Trials.FinishAsync(new(sweep, 3), 1, new(TrialStatus.Completed), Token);
        await Store.Trials.HandBackAsync(new(sweep, 7), 1, "no corpus here", Token);
        await Store.Trials.ReportAsync(
            new(sweep, 8), TestStore.Report(1, 10, TestStore.Loss(10, 5)) with { Checkpoint = new(10, "there", 7) }, Token);
        var other = await Store.SubmitAsync(TestStore.Spec(trials: 2, name: "other"));
        await Store.AssignAsync(new(other, 1));

        var changed = await Store.Reader.ChangedAsync(sweep, [3], Token);

        Assert.Equal(
            [(3, TrialStatus.Completed), (7, TrialStatus.Pending), (8, TrialStatus.Running), (1_500, TrialStatus.Running)],
            changed.Select(trial => (trial.Id.Number, trial.Status)));
        var all = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.Equal(
            (new CheckpointInfo(10, "there", 7), all[7].Latest["val/loss"]), (changed[2].Checkpoint!, changed[2].Latest["val/loss"]));
        Assert.DoesNotContain(await Store.Reader.ChangedAsync(sweep, [], Token), trial => trial.Id.Number == 3);
    }

    [Fact]
    public async Task TryFind_IdThatNobodyHas_IsNull()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());

        Assert.Equal("sizes", (await Store.Reader.TryFindAsync(sweep, Token))?.Name);
        Assert.Null(await Store.Reader.TryFindAsync(Guid.NewGuid(), Token));
    }
}

public sealed class SqliteChangedTests : ChangedContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresChangedTests : ChangedContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
