using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

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

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
