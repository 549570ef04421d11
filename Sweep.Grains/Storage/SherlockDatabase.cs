using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Sweep.Grains.Storage;

/// <summary>
/// The SQLite database of a data folder. <see cref="CreateAsync"/> is for the one process that holds the folder: it creates the file and brings it
/// up to date. <see cref="OpenAsync"/> is for everybody else: it creates and changes nothing. Disposing lets go of the file.
/// </summary>
public sealed class SherlockDatabase : IDisposable
{
    /// <summary>Its name in the data folder.</summary>
    public const string FileName = "sherlock.db";

    private readonly string _path;

    private SherlockDatabase(string path)
    {
        _path = path;
        var options = new DbContextOptionsBuilder<SherlockContext>();
        Configure(options, path, SqliteOpenMode.ReadWrite);
        Contexts = new PooledDbContextFactory<SherlockContext>(options.Options);
    }

    public IDbContextFactory<SherlockContext> Contexts { get; }

    /// <summary>Opens the database, creates its folder and file where they are missing, and applies the migrations that it lacks.</summary>
    /// <exception cref="SherlockException">Not a database, of a newer version, not writable, or the disk is full.</exception>
    public static async Task<SherlockDatabase> CreateAsync(string path, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        await GuardAsync(path, () => MigrateAsync(path, cancellationToken));
        return new(path);
    }

    /// <summary>Opens a database that exists and is up to date.</summary>
    /// <exception cref="SherlockException">Missing, not a database, or of an older or newer version.</exception>
    public static async Task<SherlockDatabase> OpenAsync(string path, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path))
        {
            throw new SherlockException(
                $"There is no database {path}: name the right data folder with --data, or run a grid first.", SherlockException.OutOfReach);
        }

        var database = new SherlockDatabase(path);
        await GuardAsync(path, () => CheckVersionAsync(database, path, cancellationToken));
        return database;
    }

    public void Dispose()
    {
        using var db = Contexts.CreateDbContext();
        if (db.Database.GetDbConnection() is SqliteConnection connection) { SqliteConnection.ClearPool(connection); }
    }

    public override string ToString() => _path;

    internal static void Configure(DbContextOptionsBuilder options, string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            ForeignKeys = true,
            DefaultTimeout = SqlitePragmas.PatienceInSeconds,
        };
        options.UseSqlite(connection.ConnectionString).AddInterceptors(new SqlitePragmas());
    }

    private static async Task CheckVersionAsync(SherlockDatabase database, string path, CancellationToken cancellationToken)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
        if (await SchemaVersion.NeedsMigrationAsync(db, path, cancellationToken))
        {
            throw new SherlockException(
                $"The database {path} was written by an older version of the program: 'run' or 'resume' brings it up to date.",
                SherlockException.OutOfReach);
        }
    }

    private static async Task MigrateAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new DbContextOptionsBuilder<SherlockContext>();
        Configure(options, path, SqliteOpenMode.ReadWriteCreate);
        await using var db = new SherlockContext(options.Options);

        // First: a database that is not ours to change is refused as it is.
        var needsMigration = await SchemaVersion.NeedsMigrationAsync(db, path, cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        if (!needsMigration) { return; }

        // The lock row of a process that was killed while it migrated would be waited for without end; we alone hold the data folder.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private static async Task GuardAsync(string path, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (DatabaseErrors.Explain(exception, path) is { } clear)
        {
            throw clear;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"The data folder {Path.GetDirectoryName(path)} cannot be used: {exception.Message}",
                SherlockException.OutOfReach,
                exception);
        }
    }
}
