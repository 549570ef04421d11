using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Checkpoints of trials that have ended are removed, and what is older than it is kept.</summary>
public abstract class PruningContract : StoreTests
{
    [Fact]
    public async Task Prune_KeepsTheBestCompletedTrialAndWhatHasNotEnded()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 4));
        await TrainAsync(sweep, 1, 7, TrialStatus.Completed);
        await TrainAsync(sweep, 2, 5, TrialStatus.Completed);
        await TrainAsync(sweep, 3, 1, TrialStatus.Failed);
        await TrainAsync(sweep, 4, 9, null);

        Assert.Equal(2, await Store.Sweeps.PruneAsync(sweep, SteeringRequest.New(), keep: 1, Token));

        Assert.Equal([2, 4], await WithCheckpointsAsync(sweep));
        Assert.Equal(new CheckpointUse(2, 2), await Store.Reader.CheckpointUseAsync(sweep, Token));
        Assert.Equal([1, 3], (await Store.Sweeps.PrunedSinceAsync(TestStore.Start, Token)).Select(trial => trial.Number).Order());
        Assert.Equal(0, await Store.Sweeps.PruneAsync(sweep, SteeringRequest.New(), keep: 1, Token));
    }

    [Fact]
    public async Task Prune_OfASweepWithSeeds_KeepsTheBestTrialOfTheBestCombination()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec() with { Seeds = [1, 2] });

        // Trials 1 and 3 are one combination, which has the best trial; 2 and 4 are the other one, which has the better mean.
        foreach (var (number, loss) in new[] { (1, 1.0), (2, 3.0), (3, 9.0), (4, 4.0) })
        {
            await TrainAsync(sweep, number, loss, TrialStatus.Completed);
        }

        Assert.Equal(2, await Store.Sweeps.PruneAsync(sweep, SteeringRequest.New(), keep: 2, Token));
        Assert.Equal([1, 2], await WithCheckpointsAsync(sweep));
        Assert.Equal(1, await Store.Sweeps.PruneAsync(sweep, SteeringRequest.New(), keep: 1, Token));
        Assert.Equal([2], await WithCheckpointsAsync(sweep));
    }

    [Fact]
    public async Task Retry_OfATrialWhoseCheckpointWasRemoved_BeginsAtItsBeginning()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await TrainAsync(sweep, 1, 3, TrialStatus.Failed);
        await Store.Sweeps.PruneAsync(sweep, SteeringRequest.New(), keep: 0, Token);
        await Store.Sweeps.RetryAsync(sweep, SteeringRequest.New(), Token);

        var again = await Store.AssignAsync(new(sweep, 1));
        Assert.Equal((2, null), (again.Attempt, again.Checkpoint));
    }

    [Fact]
    public async Task Retain_RemovesWhatIsOldOfSweepsThatHaveEnded()
    {
        var old = await EndedAsync();
        Store.Clock.Advance(TimeSpan.FromDays(10));
        var young = await EndedAsync();
        var open = await Store.SubmitAsync(TestStore.Spec());
        Store.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await Store.Sweeps.RetainAsync(null, null, null, Token));
        Assert.Equal(1, await Store.Sweeps.RetainAsync(TimeSpan.FromDays(5), null, null, Token));
        Assert.Equal([1], await WithCheckpointsAsync(old));
        Assert.Equal([1, 2], await WithCheckpointsAsync(young));

        Assert.Equal(1, await Store.Sweeps.RetainAsync(null, TimeSpan.FromDays(5), null, Token));
        Assert.Equal(["CheckpointsRemoved"], (await Store.Reader.NewestEventsAsync(old, 100, Token)).Select(one => one.Kind));
        Assert.NotEmpty(await Store.Reader.NewestEventsAsync(young, 100, Token));

        Assert.Equal(1, await Store.Sweeps.RetainAsync(null, null, TimeSpan.FromDays(5), Token));
        await Store.Sweeps.FinishDeletionsAsync(TimeSpan.MaxValue, Token);
        Assert.Equal(new[] { open, young }.Order(), (await Store.Reader.ListAsync(Token)).Select(sweep => sweep.Id).Order());
        Assert.Equal(0, await Store.Sweeps.RetainAsync(TimeSpan.FromDays(5), TimeSpan.FromDays(5), TimeSpan.FromDays(5), Token));
    }

    /// <summary>A completed sweep of two trials with checkpoints, of which the first is the best.</summary>
    private async Task<Guid> EndedAsync()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await TrainAsync(sweep, 1, 1, TrialStatus.Completed);
        await TrainAsync(sweep, 2, 2, TrialStatus.Completed);
        Assert.True(await Store.Sweeps.CompleteAsync(sweep, Token));
        return sweep;
    }

    private async Task TrainAsync(Guid sweep, int number, double loss, TrialStatus? end)
    {
        var trial = new TrialId(sweep, number);
        await Store.AssignAsync(trial);
        await Store.Trials.ReportAsync(trial, TestStore.Report(1, 5, TestStore.Loss(5, loss)), Token);
        await Store.Trials.SaveCheckpointAsync(trial, 1, new(5, "x", 1), new MemoryStream([1]), Token);
        if (end is { } status) { await Store.Trials.FinishAsync(trial, 1, new(status, "broken", IsLasting: true), Token); }
    }

    private async Task<List<int>> WithCheckpointsAsync(Guid sweep) =>
        [.. (await Store.Reader.TrialsAsync(sweep, Token)).Where(trial => trial.Checkpoint is not null).Select(trial => trial.Id.Number)];
}

public sealed class SqlitePruningTests : PruningContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresPruningTests : PruningContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
