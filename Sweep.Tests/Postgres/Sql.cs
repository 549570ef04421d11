using Npgsql;

namespace Sweep.Tests.Postgres;

/// <summary>Single statements, each over a connection of its own that does not stay open.</summary>
internal static class Sql
{
    public static Task RunAsync(string connectionString, string statement) => ScalarAsync(connectionString, statement);

    /// <summary>The first column of a statement's first row; null where it has none.</summary>
    public static async Task<object?> ScalarAsync(string connectionString, string statement)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
