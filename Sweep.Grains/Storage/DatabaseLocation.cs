using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Postgres;
using Sweep.Grains.Storage.Sqlite;

namespace Sweep.Grains.Storage;

/// <summary>
/// The place of a database: a SQLite file (one machine) or a PostgreSQL server (a cluster). Its text never contains a password.
/// </summary>
public abstract class DatabaseLocation
{
    private protected DatabaseLocation()
    {
    }

    internal abstract Dialect Dialect { get; }

    /// <summary>The server's machine and port; null if the database is a file, or has no single machine.</summary>
    public virtual (string Host, int Port)? Machine => null;

    /// <summary>The connection string, password included, for a process that this one starts; null if the database is a file.</summary>
    internal virtual string? ConnectionText => null;

    /// <summary>A database in a SQLite file.</summary>
    public static DatabaseLocation File(string path) => new SqliteLocation(path);

    /// <summary>A database on a PostgreSQL server.</summary>
    /// <param name="connectionString">Npgsql's form <c>Host=…;Username=…;Database=…</c>, or <c>postgresql://user@host/database</c>.</param>
    /// <exception cref="SherlockException">The text is not a connection string, or names no host or database.</exception>
    public static DatabaseLocation Server(string connectionString) => new PostgresLocation(connectionString);

    /// <summary>The same database, with connections that carry a silo's name if the database is on a server.</summary>
    internal virtual DatabaseLocation Named(string silo) => this;

    /// <summary>Makes a pool of contexts over the database.</summary>
    internal abstract IDbContextFactory<SherlockContext> CreateContexts();

    /// <summary>Creates what is missing and applies the migrations that the database lacks.</summary>
    /// <param name="say">Called with a line if the upgrade has to wait.</param>
    internal abstract Task UpgradeAsync(Action<string>? say, CancellationToken cancellationToken);

    /// <summary>
    /// The error for a process that only opens a database that is not up to date. It is transient if another process is to upgrade the
    /// database.
    /// </summary>
    internal abstract Task<SherlockException> OutdatedAsync(SherlockContext db, SchemaState state, CancellationToken cancellationToken);

    /// <summary>Checks what is required before a context is opened for reading.</summary>
    internal virtual void RequireExists()
    {
    }

    /// <summary>Checks that the database can hold what is stored here, whatever a program does with it.</summary>
    internal virtual Task CheckAsync(SherlockContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads the clock that the database's times are taken from.</summary>
    internal virtual Task<TimeProvider> ReadClockAsync(SherlockContext db, CancellationToken cancellationToken) =>
        Task.FromResult<TimeProvider>(SteadyTime.OfProcess);

    /// <summary>Closes pooled connections.</summary>
    internal abstract void Release(SherlockContext db);

    /// <summary>Makes an empty database beside this one, on the same server.</summary>
    internal virtual Task<DatabaseLocation> CreateBesideAsync(string name, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Only a server has databases beside each other.");

    /// <summary>Drops this database over a connection to another one of its server.</summary>
    internal virtual Task DropAsync(DatabaseLocation other) => throw new NotSupportedException("Only a server has databases to drop.");
}
