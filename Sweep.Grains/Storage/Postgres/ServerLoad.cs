using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>What a server has done for one database until now, and who is connected.</summary>
/// <param name="Transactions">Transactions, those that only read included.</param>
/// <param name="Rows">Rows that were inserted, changed or deleted.</param>
/// <param name="Sessions">Connections that were opened.</param>
/// <param name="LogBytes">Bytes of the write-ahead log, which all databases of the server share.</param>
/// <param name="Connections">The connections of others that are open now.</param>
internal sealed record ServerLoad(long Transactions, long Rows, long Sessions, long LogBytes, int Connections);

/// <summary>Looks at a server's load over a connection of its own.</summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private const string Look =
        """
        SELECT xact_commit + xact_rollback, tup_inserted + tup_updated + tup_deleted, sessions,
               (pg_current_wal_lsn() - '0/0')::bigint,
               (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())::int
        FROM pg_stat_database WHERE datname = current_database()
        """;

    private readonly NpgsqlConnection _connection;

    private ServerWatch(NpgsqlConnection connection) => _connection = connection;

    /// <summary>The id of the server's process that serves this connection, on the server's machine.</summary>
    public int Process => _connection.ProcessID;

    /// <param name="connection">The connection string of the database.</param>
    public static async Task<ServerWatch> OpenAsync(string connection, CancellationToken cancellationToken)
    {
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await opened.OpenAsync(cancellationToken);
        return new(opened);
    }

    public async Task<ServerLoad> LookAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Look, _connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt32(4));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
