namespace Sweep.Grains.Storage;

/// <summary>A database of a benchmark's own, as durable as any, gone when it is over: nobody's sweeps are touched.</summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _drop;

    private ScratchDatabase(SherlockDatabase database, Func<ValueTask> drop) => (Database, _drop) = (database, drop);

    public SherlockDatabase Database { get; }

    /// <param name="beside">A database on the server that is to be used, of a user who may create databases; null for SQLite in a temporary folder.</param>
    /// <exception cref="SherlockException">Out of reach, or the user may not.</exception>
    public static Task<ScratchDatabase> CreateAsync(DatabaseLocation? beside, CancellationToken cancellationToken) =>
        beside is null ? InFolderAsync(cancellationToken) : OnServerAsync(beside, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        return _drop();
    }

    private static async Task<ScratchDatabase> InFolderAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sherlock-scratch-");
        var database = await SherlockDatabase.CreateAsync(Path.Combine(folder.FullName, SherlockDatabase.FileName), cancellationToken);
        return new(database, () =>
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<ScratchDatabase> OnServerAsync(DatabaseLocation beside, CancellationToken cancellationToken)
    {
        var own = await beside.CreateBesideAsync($"sherlock_scratch_{Guid.NewGuid():n}", cancellationToken);
        return new(await SherlockDatabase.CreateAsync(own, cancellationToken), () => new(own.DropAsync(beside)));
    }
}
