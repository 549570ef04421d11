using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>What a killed process left Running in a data folder, as readers see it: the same from every store.</summary>
public abstract class AbandonedContract : StoreTests
{
    [Fact]
    public async Task Read_WhereNobodyTrainsAnyMore_ShowsWhatWasLeftRunningAsPaused()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        foreach (var number in new[] { 1, 2 }) { await Store.AssignAsync(new(sweep, number)); }
        await Store.Trials.FinishAsync(new(sweep, 1), 1, new(TrialStatus.Completed), Token);
        var isFree = false;
        var reader = new SweepReader(Store.Contexts, () => isFree);
        var held = await reader.SummaryAsync(sweep, Token);

        isFree = true;

        Assert.Equal((SweepStatus.Running, 1), (held.Status, held.Counts[TrialStatus.Running]));
        foreach (var summary in new[] { await reader.SummaryAsync(sweep, Token), Assert.Single(await reader.ListAsync(Token)) })
        {
            Assert.Equal(SweepStatus.Paused, summary.Status);
            Assert.Equal([new(TrialStatus.Pending, 2), new(TrialStatus.Completed, 1)], summary.Counts);
        }

        Assert.Equal(
            [TrialStatus.Completed, TrialStatus.Pending, TrialStatus.Pending],
            (await reader.TrialsAsync(sweep, Token)).Select(trial => trial.Status));
    }

    [Fact]
    public async Task Read_WhereNobodyTrainsAnyMore_ShowsATrialThatWasToPauseAsPaused()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        foreach (var number in new[] { 1, 2 }) { await Store.AssignAsync(new(sweep, number)); }
        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(2), Token);
        var reader = new SweepReader(Store.Contexts, () => true);

        foreach (var summary in new[] { await reader.SummaryAsync(sweep, Token), Assert.Single(await reader.ListAsync(Token)) })
        {
            Assert.Equal([new(TrialStatus.Pending, 2), new(TrialStatus.Paused, 1)], summary.Counts);
        }

        Assert.Equal(
            [TrialStatus.Pending, TrialStatus.Paused, TrialStatus.Pending],
            (await reader.TrialsAsync(sweep, Token)).Select(trial => trial.Status));
    }
}

public sealed class SqliteAbandonedTests : AbandonedContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresAbandonedTests : AbandonedContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
