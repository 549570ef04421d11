using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Postgres;

namespace Sweep.Grains.Storage;

/// <summary>
/// A database that exists and has this program's version. <see cref="CreateAsync(DatabaseLocation, CancellationToken)"/> is for processes
/// that train: it creates what is missing and upgrades the database. <see cref="OpenAsync(DatabaseLocation, CancellationToken)"/> is for
/// all others: it creates and changes nothing. Disposing closes its connections.
/// </summary>
public sealed class SherlockDatabase : IDisposable
{
    /// <summary>The SQLite file's name in a data folder.</summary>
    public const string FileName = "sherlock.db";

    private readonly DatabaseLocation _location;

    private SherlockDatabase(DatabaseLocation location, IDbContextFactory<SherlockContext> contexts, TimeProvider clock) =>
        (_location, Contexts, Clock) = (location, contexts, clock);

    internal IDbContextFactory<SherlockContext> Contexts { get; }

    /// <summary>The clock that the database's times are taken from: the server's, or this process's if there is no server.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The server's time minus this machine's; zero if there is no server.</summary>
    public TimeSpan ClockOffset => (Clock as PostgresClock)?.Offset ?? TimeSpan.Zero;

    /// <inheritdoc cref="CreateAsync(DatabaseLocation, CancellationToken)"/>
    /// <param name="path">A SQLite file.</param>
    public static Task<SherlockDatabase> CreateAsync(string path, CancellationToken cancellationToken) =>
        CreateAsync(DatabaseLocation.File(path), cancellationToken);

    /// <summary>Opens the database, creates what is missing, and applies the migrations that it lacks.</summary>
    /// <exception cref="SherlockException">
    /// The database is out of reach, not one of this program, of a newer version, or not writable, or the disk is full.
    /// </exception>
    public static Task<SherlockDatabase> CreateAsync(DatabaseLocation location, CancellationToken cancellationToken) =>
        CreateAsync(location, say: null, cancellationToken);

    /// <inheritdoc cref="CreateAsync(DatabaseLocation, CancellationToken)"/>
    /// <param name="say">Called with a line if another process is upgrading the database and has to be waited for.</param>
    public static async Task<SherlockDatabase> CreateAsync(
        DatabaseLocation location, Action<string>? say, CancellationToken cancellationToken)
    {
        await GuardAsync(location, async () =>
        {
            await location.UpgradeAsync(say, cancellationToken);
            return true;
        });
        return await OpenAsync(location, cancellationToken);
    }

    /// <inheritdoc cref="OpenAsync(DatabaseLocation, CancellationToken)"/>
    /// <param name="path">A SQLite file.</param>
    public static Task<SherlockDatabase> OpenAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(DatabaseLocation.File(path), cancellationToken);

    /// <summary>Opens a database that exists and is up to date.</summary>
    /// <exception cref="SherlockException">
    /// The database is missing, out of reach, not a database, or of an older or newer version.
    /// </exception>
    public static async Task<SherlockDatabase> OpenAsync(DatabaseLocation location, CancellationToken cancellationToken)
    {
        location.RequireExists();
        var contexts = location.CreateContexts();
        var clock = await GuardAsync(location, () => CheckAsync(location, contexts, cancellationToken));
        return new(location, contexts, clock);
    }

    /// <summary>
    /// The same database with the same clock, for the silo with this name. Its connections carry the name, so that other silos can end them
    /// if it hangs.
    /// </summary>
    public SherlockDatabase Named(string silo)
    {
        var location = _location.Named(silo);
        return new(location, location.CreateContexts(), Clock);
    }

    /// <summary>
    /// Reads the server's clock again, which <see cref="Clock"/> then follows, because machines' clocks drift and are changed.
    /// </summary>
    /// <exception cref="SherlockException">The database does not answer.</exception>
    public Task ReadClockAsync(CancellationToken cancellationToken) => GuardAsync(_location, async () =>
    {
        await using var db = await Contexts.CreateDbContextAsync(cancellationToken);
        if (await _location.ReadClockAsync(db, cancellationToken) is PostgresClock now && Clock is PostgresClock clock)
        {
            clock.Follow(now);
        }

        return true;
    });

    /// <summary>Checks that the database answers, and does not change <see cref="Clock"/>.</summary>
    /// <exception cref="SherlockException">The database does not answer.</exception>
    public Task PingAsync(CancellationToken cancellationToken) => GuardAsync(_location, async () =>
    {
        await using var db = await Contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
        return true;
    });

    public void Dispose()
    {
        using var db = Contexts.CreateDbContext();
        _location.Release(db);
    }

    public override string ToString() => _location.ToString()!;

    private static async Task<TimeProvider> CheckAsync(
        DatabaseLocation location, IDbContextFactory<SherlockContext> contexts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await location.CheckAsync(db, cancellationToken);
        var state = await SchemaVersion.ReadAsync(db, location.ToString()!, cancellationToken);
        if (state is not SchemaState.Current) { throw await location.OutdatedAsync(db, state, cancellationToken); }
        return await location.ReadClockAsync(db, cancellationToken);
    }

    private static async Task<T> GuardAsync<T>(DatabaseLocation location, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (location.Dialect.Explain(exception, location.ToString()!) is { } clear)
        {
            throw clear;
        }
    }
}
