using Microsoft.EntityFrameworkCore;

namespace Sweep.Tests.Storage;

[Trait("Category", "Slow")]
public sealed class PostgresMigrationTests
{
    [Fact]
    public async Task Model_AgainstItsMigrations_HasNoChangeThatLacksAMigration()
    {
        await using var store = await PostgresStore.CreateAsync();
        await using var db = await store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
