using Npgsql;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Postgres;

/// <summary>A fresh database, gone when disposed, even if sessions are still connected to it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;

    private TestDatabase(string server, string name)
    {
        (_server, Name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string Name { get; }

    /// <summary>What a program needs to use the database, as its owner.</summary>
    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await using (var idle = new NpgsqlConnection(ConnectionString)) { NpgsqlConnection.ClearPool(idle); }
        await Patience.UntilAsync($"without the database {Name}", TryDropAsync, isGone => isGone);
    }

    /// <summary>
    /// Drops the database and ends its sessions, which are its owner's own; a worker of autovacuum is the server's, and is let finish.
    /// </summary>
    private async Task<bool> TryDropAsync()
    {
        try
        {
            await Sql.RunAsync(_server, $"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)");
            return true;
        }
        catch (PostgresException exception) when (
            exception.Routine == "TerminateOtherDBBackends" || exception.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            return false;
        }
    }

    /// <summary>Creates a database on a server.</summary>
    /// <param name="server">A connection string of a role that may create databases.</param>
    /// <param name="options">The end of the statement.</param>
    internal static async Task<TestDatabase> CreateAsync(string server, string options)
    {
        var database = new TestDatabase(server, $"sherlock_test_{Guid.NewGuid():n}");
        await Sql.RunAsync(server, $"CREATE DATABASE \"{database.Name}\" {options}");
        return database;
    }

    /// <summary>Creates a database on a server.</summary>
    /// <param name="server">A connection string of a role that may create databases.</param>
    /// <param name="template">A database to copy, without connections.</param>
    internal static async Task<TestDatabase> CreateAsync(string server, TestDatabase? template = null)
    {
        if (template is null) { return await CreateAsync(server, options: ""); }
        await using (var idle = new NpgsqlConnection(template.ConnectionString)) { NpgsqlConnection.ClearPool(idle); }
        return await CreateAsync(server, $"TEMPLATE \"{template.Name}\"");
    }
}
