using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>A database on a PostgreSQL server, shared by all silos and clients of a cluster.</summary>
internal sealed class PostgresLocation : DatabaseLocation
{
    private readonly NpgsqlConnectionStringBuilder _connection;

    private readonly Lazy<PostgresPool> _pool;

    public PostgresLocation(string connectionString)
    {
        _connection = ConnectionDefaults.Complete(Parse(connectionString));
        _pool = new(() => new(_connection.ConnectionString, SessionSettings.Sql(_connection.Options, isPatient: false)));
    }

    internal override Dialect Dialect => PostgresDialect.Instance;

    internal override string ConnectionText => _connection.ConnectionString;

    // Several hosts are separated by commas. A folder contains the socket of a server on this machine.
    public override (string Host, int Port)? Machine =>
        _connection.Host is { } host && !host.Contains(',', StringComparison.Ordinal) && host[0] is not ('/' or '@')
            ? (host, _connection.Port)
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"'{_connection.Database}' on {_connection.Host}:{_connection.Port}");

    internal override DatabaseLocation Named(string silo) =>
        new PostgresLocation(With(connection => connection.ApplicationName = PostgresSessions.NameOf(silo)));

    internal override IDbContextFactory<SherlockContext> CreateContexts() => new ContextFactory<PostgresContext>(Options(_pool.Value));

    /// <summary>Silos that start together take turns: the first one migrates, and the others find the database up to date.</summary>
    internal override async Task UpgradeAsync(Action<string>? say, CancellationToken cancellationToken)
    {
        // Changing a table of millions of rows may take long, and so may waiting until other silos release it. The settings end with the
        // connection.
        var text = With(connection => (connection.CommandTimeout, connection.Pooling) = (0, false));
        await using var patient = new PostgresPool(text, SessionSettings.Sql(_connection.Options, isPatient: true));
        await using var db = new PostgresContext(Options(patient));
        await RequireUsableAsync(db, patient, cancellationToken);
        if (await SchemaVersion.ReadAsync(db, ToString(), cancellationToken) is SchemaState.Current) { return; }
        var turn = new UpgradeTurn(db, ToString(), TimeProvider.System, say);
        await turn.TakeAsync(cancellationToken);
        if (await SchemaVersion.ReadAsync(db, ToString(), cancellationToken) is not SchemaState.Current)
        {
            await SchemaVersion.UpgradeAsync(db, cancellationToken);
        }

        await turn.EndAsync(cancellationToken);
    }

    internal override async Task CheckAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        new ServerChecks(ToString()).RequireUtf8((NpgsqlConnection)db.Database.GetDbConnection());
    }

    internal override async Task<SherlockException> OutdatedAsync(
        SherlockContext db, SchemaState state, CancellationToken cancellationToken)
    {
        var holder = await new UpgradeTurn(db, ToString(), TimeProvider.System).HolderAsync(cancellationToken);
        return (holder, state) switch
        {
            ({ } who, _) => new($"The database {this} is being brought up to date by {who}.", SherlockException.OutOfReach, passes: true),
            (_, SchemaState.Empty) => new(
                $"The database {this} is empty: start a silo with 'serve'.", SherlockException.OutOfReach, passes: true),
            _ => new(
                $"The database {this} was written by an older version of the program: "
                + "a silo of this version ('serve') brings it up to date.",
                SherlockException.OutOfReach),
        };
    }

    internal override async Task<TimeProvider> ReadClockAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        // The first query on a connection also waits for the connection. The server's time is that of some moment between question and
        // answer.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var machine = TimeProvider.System;
        var asked = machine.GetTimestamp();
        var server = await db.Database.SqlQuery<DateTime>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellationToken);
        return new PostgresClock(new DateTimeOffset(server) + (machine.GetElapsedTime(asked) / 2), machine.GetTimestamp(), machine);
    }

    internal override async Task<DatabaseLocation> CreateBesideAsync(string name, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'", cancellationToken);
        return new PostgresLocation(With(connection => connection.Database = name));
    }

    internal override Task DropAsync(DatabaseLocation other) =>
        ((PostgresLocation)other).ExecuteAsync($"DROP DATABASE {_connection.Database} WITH (FORCE)", CancellationToken.None);

    internal override void Release(SherlockContext db) => PostgresPool.Clear(db.Database.GetDbConnection());

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var parsed = PostgresUri.IsOne(text) ? PostgresUri.Parse(text) : new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrWhiteSpace(parsed.Host) && !string.IsNullOrWhiteSpace(parsed.Database)) { return parsed; }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException
            or InvalidCastException or OverflowException)
        {
            // The driver's message may quote a part of the text, and with it a password.
        }

        throw new SherlockException(
            "The database is not a connection string of PostgreSQL; "
            + "expected 'Host=...;Username=...;Database=...', or postgresql://user@host/database.");
    }

    private async Task RequireUsableAsync(PostgresContext db, PostgresPool pool, CancellationToken cancellationToken)
    {
        await CheckAsync(db, cancellationToken);
        var checks = new ServerChecks(ToString());
        await checks.RequireWritableAsync(db, cancellationToken);
        if (!await ServerChecks.IsBehindPoolerAsync(db, cancellationToken)) { return; }
        await using var other = new PostgresContext(Options(pool));
        await other.Database.OpenConnectionAsync(cancellationToken);
        await checks.RequireSessionsAsync(db, other, cancellationToken);
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var changed = new NpgsqlConnectionStringBuilder(_connection.ConnectionString);
        change(changed);
        return changed.ConnectionString;
    }

    private DbContextOptions<PostgresContext> Options(PostgresPool pool) => new DbContextOptionsBuilder<PostgresContext>()
        .UseNpgsql(_connection.ConnectionString)
        .AddInterceptors(new PostgresLocks(), pool)
        .Options;

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(_connection.ConnectionString);
            await using var command = source.CreateCommand(sql);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception exception) when (PostgresErrors.Explain(exception, ToString()) is { } clear)
        {
            throw clear;
        }
    }
}
