using Microsoft.EntityFrameworkCore;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>A sweep is deleted with all that belongs to it, by its id.</summary>
public abstract class DeletionContract : StoreTests
{
    private static readonly string[] _tables =
    [
        "sweeps", "trials", "attempts", "metrics", "summaries", "checkpoints", "checkpoint_parts", "events", "requests", "search_decisions",
    ];

    [Fact]
    public async Task Delete_OfAnEndedSweep_LeavesNoRowOfItAndEveryRowOfOthers()
    {
        var other = await TrainedAsync();
        var before = await RowsAsync(other);
        var sweep = await TrainedAsync();

        var deleted = await DeleteAsync(sweep);

        Assert.Equal(new DeletedSweep(sweep, "sizes-2", 2, 3), deleted);
        Assert.All(await RowsAsync(sweep), table => Assert.Equal(0, table.Value));
        Assert.Equal(before, await RowsAsync(other));
    }

    [Fact]
    public async Task Delete_OfASweepThatIsTrained_IsRefusedUntilItIsCancelled()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.AssignAsync(new(sweep, 1));
        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token);

        // The trial still writes its checkpoint.
        var refused = await Assert.ThrowsAsync<SherlockException>(() => DeleteAsync(sweep));
        Assert.Equal("'sizes' is being trained: 'cancel sizes' ends it, and then it can be deleted.", refused.Message);

        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token);
        await DeleteAsync(sweep);
        Assert.Null(await Store.Reader.TryFindAsync(sweep, Token));
    }

    [Fact]
    public async Task Delete_OfASweepWhoseProcessDied_DoesNotWaitForIt()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.AssignAsync(new(sweep, 1));

        await Store.Sweeps.MarkDeletedAsync(sweep, SteeringRequest.New(), isAbandoned: true, Token);
        await Store.Sweeps.FinishDeletionsAsync(TimeSpan.MaxValue, Token);

        Assert.Null(await Store.Reader.TryFindAsync(sweep, Token));
    }

    [Fact]
    public async Task Delete_ThatIsRepeated_DoesNotTouchTheNextSweepOfTheName()
    {
        var first = await TrainedAsync();
        var deleted = await DeleteAsync(first);
        var next = await TrainedAsync();

        Assert.Equal(deleted, await DeleteAsync(first));
        var sweep = await Store.Reader.SummaryAsync(next, Token);
        Assert.Equal(("sizes", SweepStatus.Completed), (sweep.Folder, sweep.Status));
    }

    [Fact]
    public async Task Delete_WhoseProcessDiedHalfway_IsFinishedLaterAndNothingSteersTheSweepMeanwhile()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 50));
        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token);
        await Store.Sweeps.MarkDeletedAsync(sweep, SteeringRequest.New(), isAbandoned: false, Token);

        Assert.False(await Store.Sweeps.RemoveDeletedAsync(sweep, TimeSpan.FromSeconds(-1), Token));
        Assert.Equal(30, (await Store.Reader.TrialsAsync(sweep, Token)).Count);
        var refused = await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token));
        Assert.StartsWith("'sizes' is being deleted", refused.Message, StringComparison.Ordinal);

        // Machines with files look back a short time from when the rows are gone.
        Store.Clock.Advance(TimeSpan.FromMinutes(5));
        await Store.Sweeps.FinishDeletionsAsync(TimeSpan.MaxValue, Token);
        Assert.Null(await Store.Reader.TryFindAsync(sweep, Token));
        Assert.Equal(
            [new Leftover(sweep, "sizes", IsTaken: false)],
            await Store.Sweeps.DeletedSinceAsync(Store.Clock.GetUtcNow().AddMinutes(-2), Token));
    }

    [Fact]
    public async Task Submit_WithTheIdOfADeletedSweep_IsRefused()
    {
        var sweep = await TrainedAsync();
        await DeleteAsync(sweep);

        var refused = await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.SubmitAsync(sweep, TestStore.Spec(), 0, Token));
        Assert.Equal($"The id {sweep:n} is that of a sweep that was deleted: take a new one.", refused.Message);
    }

    [Fact]
    public async Task Delete_OfASweepThatNeverWas_IsAClearError() => await Assert.ThrowsAsync<SherlockException>(
        () => DeleteAsync(Guid.NewGuid()));

    [Fact]
    public async Task Report_OfASlotThatStillTrainsADeletedSweep_IsToldToStop()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.AssignAsync(new(sweep, 1));
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token);
        await DeleteAsync(sweep);

        var report = TestStore.Report(1, 5, TestStore.Loss(5, 3));
        Assert.Equal(TrialDecision.Stop, await Store.Trials.ReportAsync(new(sweep, 1), report, Token));
        var late = await Store.Trials.SaveCheckpointAsync(new(sweep, 1), 1, new(5, "x", 1), new MemoryStream([1]), Token);
        Assert.Equal(TrialDecision.Stop, late);
        await Store.Trials.HandBackAsync(new(sweep, 1), 1, null, Token);
        await Store.Trials.SaveLogAsync(new(sweep, 1), 1, "late", Token);
        Assert.All(await RowsAsync(sweep), table => Assert.Equal(0, table.Value));
    }

    private async Task<DeletedSweep> DeleteAsync(Guid sweep)
    {
        var deleted = await Store.Sweeps.MarkDeletedAsync(sweep, SteeringRequest.New(), isAbandoned: false, Token);
        Assert.True(await Store.Sweeps.RemoveDeletedAsync(sweep, TimeSpan.MaxValue, Token));
        return deleted;
    }

    /// <summary>A completed sweep that has rows in all tables that a grid has.</summary>
    private async Task<Guid> TrainedAsync()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.Sweeps.PrioritizeAsync(sweep, SteeringRequest.New(), 3, Token);
        for (var number = 1; number <= 2; number++)
        {
            var trial = new TrialId(sweep, number);
            await Store.AssignAsync(trial);
            var report = TestStore.Report(1, 5, TestStore.Loss(5, number)) with { Summaries = [new(5, [], [new("note", "text")])] };
            await Store.Trials.ReportAsync(trial, report, Token);
            await Store.Trials.SaveCheckpointAsync(trial, 1, new(5, "x", number), new MemoryStream([1]), Token);
            await Store.Trials.FinishAsync(trial, 1, new(TrialStatus.Completed, WeightsHash: "h"), Token);
        }

        Assert.True(await Store.Sweeps.CompleteAsync(sweep, Token));
        return sweep;
    }

    private async Task<Dictionary<string, int>> RowsAsync(Guid sweep)
    {
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        var rows = new Dictionary<string, int>();
        foreach (var table in _tables)
        {
            var column = table == "sweeps" ? "id" : "sweep_id";
            var sql = $"SELECT COUNT(*) AS \"Value\" FROM {table} WHERE {column} = {{0}}";
            rows[table] = (await db.Database.SqlQueryRaw<int>(sql, sweep).ToListAsync(Token)).Single();
        }

        return rows;
    }
}

public sealed class SqliteDeletionTests : DeletionContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresDeletionTests : DeletionContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
