using Npgsql;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Workbench;

/// <summary>A database of a benchmark's own, as durable as any, gone when it is over: nobody's sweeps are touched.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _drop;

    private BenchDatabase(SherlockDatabase database, Func<ValueTask> drop) => (Database, _drop) = (database, drop);

    public SherlockDatabase Database { get; }

    /// <param name="server">A connection string of a role that may create databases; null for SQLite in a temporary folder.</param>
    /// <exception cref="SherlockException">Out of reach, or it may not.</exception>
    public static Task<BenchDatabase> CreateAsync(string? server, CancellationToken cancellationToken) =>
        server is null ? OnDiskAsync(cancellationToken) : OnServerAsync(server, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        return _drop();
    }

    private static async Task<BenchDatabase> OnDiskAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sherlock-bench-");
        var database = await SherlockDatabase.CreateAsync(Path.Combine(folder.FullName, SherlockDatabase.FileName), cancellationToken);
        return new(database, () =>
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<BenchDatabase> OnServerAsync(string server, CancellationToken cancellationToken)
    {
        // Proves that the server is there and ours, in the words of everybody else's errors.
        (await SherlockDatabase.CreateAsync(DatabaseLocation.Server(server), cancellationToken)).Dispose();
        var name = $"sherlock_bench_{Guid.NewGuid():n}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}", cancellationToken);
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name };
        var database = await SherlockDatabase.CreateAsync(DatabaseLocation.Server(own.ConnectionString), cancellationToken);
        return new(database, async () => await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None));
    }

    private static async Task ExecuteAsync(string server, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(server);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new SherlockException(
                $"The benchmark needs a database of its own: {exception.MessageText}. Name a user that may create databases (ALTER ROLE ... CREATEDB).",
                SherlockException.OutOfReach,
                exception);
        }
    }
}
