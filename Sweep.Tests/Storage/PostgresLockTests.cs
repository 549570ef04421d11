using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Storage;

[Trait("Category", "Slow")]
public sealed class PostgresLockTests : StoreTests
{
    [Fact]
    public async Task LockedTrial_UntilItsTransactionEnds_CanBeChangedByNobodyElse()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        await using var holder = await Store.Contexts.CreateDbContextAsync(Token);
        await using var transaction = await holder.Database.BeginTransactionAsync(Token);

        Assert.NotNull(await LockedTrial.TakeAsync(holder, id, 1, Token));

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => Store.QueryAsync("SELECT 1 FROM trials WHERE number = 1 FOR UPDATE NOWAIT"));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
        Assert.Equal(["2"], await Store.QueryAsync("SELECT number FROM trials WHERE number = 2 FOR UPDATE NOWAIT"));
        await transaction.RollbackAsync(Token);
        Assert.Equal(["1"], await Store.QueryAsync("SELECT number FROM trials WHERE number = 1 FOR UPDATE NOWAIT"));
    }

    [Fact]
    public async Task Reports_OfSeveralTrials_DoNotWaitForOneThatIsLocked()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        for (var number = 1; number <= 3; number++) { await Store.AssignAsync(new(sweep, number)); }
        await using var holder = await Store.Contexts.CreateDbContextAsync(Token);
        await using var transaction = await holder.Database.BeginTransactionAsync(Token);
        Assert.NotNull(await LockedTrial.TakeAsync(holder, new(sweep, 3), 1, Token));

        var reports = Enumerable.Range(1, 3).Select(number => Store.Trials.ReportAsync(
            new(sweep, number), TestStore.Report(1, 10, TestStore.Loss(10, number)), Token)).ToList();

        Assert.Equal([TrialDecision.Continue, TrialDecision.Continue], await Task.WhenAll(reports[0], reports[1]).InTimeAsync());
        Assert.False(reports[2].IsCompleted);
        await transaction.RollbackAsync(Token);
        Assert.Equal(TrialDecision.Continue, await reports[2].InTimeAsync());
    }

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
