namespace Sweep.Grains.Storage;

/// <summary>
/// A database for one benchmark, as durable as any other. It is removed after the benchmark, and no sweep of a user is touched.
/// </summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _drop;

    private ScratchDatabase(SherlockDatabase database, DatabaseLocation location, Func<ValueTask> drop) =>
        (Database, Location, _drop) = (database, location, drop);

    public SherlockDatabase Database { get; }

    /// <summary>Where the database is.</summary>
    public DatabaseLocation Location { get; }

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
        var location = DatabaseLocation.File(Path.Combine(folder.FullName, SherlockDatabase.FileName));
        return new(await SherlockDatabase.CreateAsync(location, cancellationToken), location, () =>
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<ScratchDatabase> OnServerAsync(DatabaseLocation beside, CancellationToken cancellationToken)
    {
        var own = await beside.CreateBesideAsync($"sherlock_scratch_{Guid.NewGuid():n}", cancellationToken);
        return new(await SherlockDatabase.CreateAsync(own, cancellationToken), own, () => new(own.DropAsync(beside)));
    }
}
