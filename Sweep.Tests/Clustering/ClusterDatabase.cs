using Sweep.Grains.Storage;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Clustering;

/// <summary>One database for all tests of a class. Clusters don't see each other, so each test has a cluster of its own.</summary>
public abstract class ClusterDatabase : IAsyncLifetime
{
    private SherlockDatabase? _database;
    private StoreSession? _session;

    internal SherlockDatabase Database => _database ?? throw new InvalidOperationException("The test has not begun.");

    internal StoreSession Session => _session ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync()
    {
        _database = await OpenAsync();
        _session = new(_database.Contexts);
    }

    public virtual ValueTask DisposeAsync()
    {
        _session?.Dispose();
        _database?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract Task<SherlockDatabase> OpenAsync();
}

public sealed class SqliteClusterDatabase : ClusterDatabase
{
    private readonly TempFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<SherlockDatabase> OpenAsync() =>
        SherlockDatabase.CreateAsync(_folder.Database, TestContext.Current.CancellationToken);
}

public sealed class PostgresClusterDatabase : ClusterDatabase
{
    private TestDatabase? _database;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null) { await _database.DisposeAsync(); }
    }

    protected override async Task<SherlockDatabase> OpenAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync();
        return await SherlockDatabase.CreateAsync(
            DatabaseLocation.Server(_database.ConnectionString), TestContext.Current.CancellationToken);
    }
}
