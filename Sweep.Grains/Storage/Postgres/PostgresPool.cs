using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// A pool of connections to one database, for the contexts that it is an interceptor of. Contexts that were given the driver's own pools,
/// as data sources, would each build a model of their own.
/// </summary>
internal sealed class PostgresPool : DbConnectionInterceptor, IAsyncDisposable
{
    private static readonly ConditionalWeakTable<DbConnection, PostgresPool> _owners = [];

    private readonly NpgsqlDataSource _source;

    /// <param name="connection">The connection string.</param>
    /// <param name="begin">The statement with which each session begins; null for none.</param>
    public PostgresPool(string connection, string? begin)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        if (begin is not null)
        {
            builder.UsePhysicalConnectionInitializer(
                session =>
                {
                    using var command = new NpgsqlCommand(begin, session);
                    command.ExecuteNonQuery();
                },
                async session =>
                {
                    await using var command = new NpgsqlCommand(begin, session);
                    await command.ExecuteNonQueryAsync();
                });
        }

        _source = builder.Build();
    }

    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        var connection = _source.CreateConnection();
        _owners.Add(connection, this);
        return InterceptionResult<DbConnection>.SuppressWithResult(connection);
    }

    /// <summary>Closes what is idle in the pool of a connection. What is in use is closed when it comes back.</summary>
    public static void Clear(DbConnection connection)
    {
        if (_owners.TryGetValue(connection, out var pool)) { pool._source.Clear(); }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
