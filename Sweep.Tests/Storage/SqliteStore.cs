using Sweep.Grains.Storage;

namespace Sweep.Tests.Storage;

/// <summary>A SQLite file in a temporary folder.</summary>
public sealed class SqliteStore : TestStore
{
    private readonly TempFolder _folder;

    private SqliteStore(TempFolder folder, SherlockDatabase database)
        : base(database) => _folder = folder;

    public static async Task<TestStore> CreateAsync()
    {
        var folder = new TempFolder();
        return new SqliteStore(folder, await SherlockDatabase.CreateAsync(folder.Database, TestContext.Current.CancellationToken));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A folder that goes with its test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sherlock-store-").FullName;

    public string Database => System.IO.Path.Combine(Path, SherlockDatabase.FileName);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

public sealed class SqliteTrialTests : TrialContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteSweepTests : SweepContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteReaderTests : ReaderContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteEndingTests : EndingContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteClaimTests : AssignmentContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteRecoveryTests : RecoveryContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteCheckpointTests : CheckpointContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteBestCheckpointTests : BestCheckpointContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteRepeatedEndTests : RepeatedEndContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteMetricPagesTests : MetricPagesContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteClaimPumpTests : TrialDispatcherContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}
