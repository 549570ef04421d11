using Npgsql;
using Sweep.Grains.Storage;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

[assembly: AssemblyFixture(typeof(PostgresTemplate))]

namespace Sweep.Tests.Storage;

/// <summary>A database of its own on the tests' PostgreSQL server.</summary>
public sealed class PostgresStore : TestStore
{
    private readonly TestDatabase _place;

    private PostgresStore(TestDatabase place, SherlockDatabase database)
        : base(database) => _place = place;

    public static async Task<TestStore> CreateAsync()
    {
        var place = await PostgresTemplate.CopyAsync();
        return new PostgresStore(place, await SherlockDatabase.OpenAsync(Location(place), TestContext.Current.CancellationToken));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _place.DisposeAsync();
    }

    /// <summary>What a program needs to use the database, whose sessions carry a name.</summary>
    public string ConnectionAs(string applicationName) =>
        new NpgsqlConnectionStringBuilder(_place.ConnectionString) { ApplicationName = applicationName, Pooling = false }.ConnectionString;

    internal static DatabaseLocation Location(TestDatabase place) => DatabaseLocation.Server(place.ConnectionString);
}

/// <summary>An empty database that is up to date: to copy it takes a fraction of the time that the migrations take.</summary>
public sealed class PostgresTemplate : IAsyncDisposable
{
    private static readonly Lazy<Task<TestDatabase>> _template = new(MakeAsync);

    public async ValueTask DisposeAsync()
    {
        // A server that the tests started goes with all its databases, perhaps before this.
        var isOurs = Environment.GetEnvironmentVariable("SHERLOCK_TEST_DATABASE") is null or "";
        if (!isOurs && _template.IsValueCreated && _template.Value.IsCompletedSuccessfully)
        {
            await (await _template.Value).DisposeAsync();
        }
    }

    internal static async Task<TestDatabase> CopyAsync() => await PostgresServer.CreateDatabaseAsync(await _template.Value);

    private static async Task<TestDatabase> MakeAsync()
    {
        var place = await PostgresServer.CreateDatabaseAsync();
        (await SherlockDatabase.CreateAsync(PostgresStore.Location(place), CancellationToken.None)).Dispose();
        return place;
    }
}

[Trait("Category", "Slow")]
public sealed class PostgresTrialTests : TrialContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresSweepTests : SweepContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresReaderTests : ReaderContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresEndingTests : EndingContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresClaimTests : AssignmentContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresRecoveryTests : RecoveryContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresCheckpointTests : CheckpointContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresBestCheckpointTests : BestCheckpointContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresRepeatedEndTests : RepeatedEndContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresMetricPagesTests : MetricPagesContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresClaimPumpTests : TrialDispatcherContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
