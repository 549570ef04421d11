using Sweep.Grains.Storage;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Storage;

public sealed class SqliteSteeringTests : SteeringContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteExtendingTests : ExtendingContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class PostgresSteeringTests : SteeringContract
{
    protected override Task<TestStore> OpenAsync() => SteeringServerStore.CreateAsync();
}

public sealed class PostgresExtendingTests : ExtendingContract
{
    protected override Task<TestStore> OpenAsync() => SteeringServerStore.CreateAsync();
}

/// <summary>A database of a test's own on the tests' server.</summary>
internal sealed class SteeringServerStore : TestStore
{
    private readonly TestDatabase _own;
    private readonly SherlockDatabase _database;

    private SteeringServerStore(TestDatabase own, SherlockDatabase database)
        : base(database.Contexts) => (_own, _database) = (own, database);

    public static async Task<TestStore> CreateAsync()
    {
        var own = await PostgresServer.CreateDatabaseAsync();
        return new SteeringServerStore(
            own, await SherlockDatabase.CreateAsync(DatabaseLocation.Server(own.ConnectionString), TestContext.Current.CancellationToken));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _database.Dispose();
        await _own.DisposeAsync();
    }
}
