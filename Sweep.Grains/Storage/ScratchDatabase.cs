namespace Sweep.Grains.Storage;

/// <summary>
/// A database for one benchmark, as durable as any other. It is removed after the benchmark, and no sweep of a user is touched.
/// </summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _drop;

    private ScratchDatabase(SherlockDatabase database, Func<ValueTask> drop) => (Database, _drop) = (database, drop);

    public SherlockDatabase Database { get; }

    /// <param name="beside">
    /// A database on the server to use, with a user that may create databases; null for SQLite in a temporary folder.
    /// </param>
    /// <exception cref="SherlockException">The server is out of reach, or the user may not create databases.</exception>
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
