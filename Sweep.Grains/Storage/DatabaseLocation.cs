using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Postgres;
using Sweep.Grains.Storage.Sqlite;

namespace Sweep.Grains.Storage;

/// <summary>Where a database is: a SQLite file (one machine) or a PostgreSQL server (a cluster). Its text never holds a password.</summary>
public abstract class DatabaseLocation
{
    private protected DatabaseLocation()
    {
    }

    internal abstract Dialect Dialect { get; }

    /// <summary>The server's machine and port; null where it is a file, or there is not one such machine.</summary>
    public virtual (string Host, int Port)? Machine => null;

    /// <summary>A SQLite file.</summary>
    public static DatabaseLocation File(string path) => new SqliteLocation(path);

    /// <summary>A database on a PostgreSQL server.</summary>
    /// <param name="connectionString">As Npgsql reads it: <c>Host=…;Username=…;Database=…</c>; or <c>postgresql://user@host/database</c>.</param>
    /// <exception cref="SherlockException">It is not a connection string, or names no host or database.</exception>
    public static DatabaseLocation Server(string connectionString) => new PostgresLocation(connectionString);

    /// <summary>The same database, with connections that carry a silo's name where there is a server to tell it.</summary>
    internal virtual DatabaseLocation Named(string silo) => this;

    /// <summary>Contexts over the database, pooled.</summary>
    internal abstract IDbContextFactory<SherlockContext> CreateContexts();

    /// <summary>Creates what is missing and applies the migrations that the database lacks.</summary>
    /// <param name="say">Told where that has to wait.</param>
    internal abstract Task UpgradeAsync(Action<string>? say, CancellationToken cancellationToken);

    /// <summary>The line for who only opens a database that is not up to date; it passes where another process is to put that right.</summary>
    internal abstract Task<SherlockException> OutdatedAsync(SherlockContext db, SchemaState state, CancellationToken cancellationToken);

    /// <summary>What must be right before a context is opened for reading.</summary>
    internal virtual void RequireExists()
    {
    }

    /// <summary>Whether the database can hold what is stored here, whatever a program does with it.</summary>
    internal virtual Task CheckAsync(SherlockContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The clock by which the database's times go.</summary>
    internal virtual Task<TimeProvider> ReadClockAsync(SherlockContext db, CancellationToken cancellationToken) =>
        Task.FromResult<TimeProvider>(SteadyTime.OfProcess);

    /// <summary>Lets go of pooled connections.</summary>
    internal abstract void Release(SherlockContext db);

    /// <summary>Makes an empty database beside this one, on the same server.</summary>
    internal virtual Task<DatabaseLocation> CreateBesideAsync(string name, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Only a server has databases beside each other.");

    /// <summary>Drops this database, by way of another one of its server.</summary>
    internal virtual Task DropAsync(DatabaseLocation other) => throw new NotSupportedException("Only a server has databases to drop.");
}
