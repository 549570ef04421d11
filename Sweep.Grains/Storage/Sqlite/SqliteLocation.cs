using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>
/// A SQLite file. Only the process that holds its folder upgrades it. A process that may only read the file can still read it.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="isReadOnly">Whether to open it as a file that may only be read. Null: decided by the rights of the file and its
/// folder.</param>
internal sealed class SqliteLocation(string path, bool? isReadOnly = null) : DatabaseLocation
{
    private readonly string _path = Path.GetFullPath(path);

    internal override Dialect Dialect => SqliteDialect.Instance;

    public override string ToString() => _path;

    internal override IDbContextFactory<SherlockContext> CreateContexts()
    {
        // SQLite keeps its log beside the file itself, not beside a link to it.
        var target = new FileInfo(_path) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
            : _path;
        return new ContextFactory<SqliteContext>(isReadOnly ?? ReadOnlyConnections.AreNeeded(target)
            ? Options(SqliteOpenMode.ReadOnly, new ReadOnlyConnections(target))
            : Options(SqliteOpenMode.ReadWrite));
    }

    internal override void RequireExists()
    {
        if (!System.IO.File.Exists(_path))
        {
            throw new SherlockException(
                $"There is no database {_path}: name the right data folder with --data, or run a grid first.",
                SherlockException.OutOfReach);
        }
    }

    internal override async Task UpgradeAsync(Action<string>? say, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            await MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"The data folder {Path.GetDirectoryName(_path)} cannot be used: {exception.Message}",
                SherlockException.OutOfReach,
                exception);
        }
    }

    internal override Task<SherlockException> OutdatedAsync(SherlockContext db, SchemaState state, CancellationToken cancellationToken)
    {
        var text = state is SchemaState.Empty
            ? "is empty: run a grid first."
            : "was written by an older version of the program: 'run' or 'resume' brings it up to date.";
        return Task.FromResult(new SherlockException($"The database {this} {text}", SherlockException.OutOfReach));
    }

    internal override void Release(SherlockContext db)
    {
        if (db.Database.GetDbConnection() is SqliteConnection connection) { SqliteConnection.ClearPool(connection); }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = new SqliteContext(Options(SqliteOpenMode.ReadWriteCreate));

        // Checked first: a database that does not belong to this program is refused and not changed.
        var state = await SchemaVersion.ReadAsync(db, _path, cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        if (state is SchemaState.Current) { return; }

        // If a process was killed while it migrated, its lock row would be waited for without end. This process alone holds the data
        // folder.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await SchemaVersion.UpgradeAsync(db, cancellationToken);
    }

    private DbContextOptions<SqliteContext> Options(SqliteOpenMode mode, params IInterceptor[] first)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = mode,
            ForeignKeys = true,
            DefaultTimeout = SqlitePragmas.PatienceInSeconds,
        };
        return new DbContextOptionsBuilder<SqliteContext>()
            .UseSqlite(connection.ConnectionString)
            .AddInterceptors([.. first, new SqlitePragmas()])
            .Options;
    }
}
