using Npgsql;

namespace Sweep.Tests.Dashboards;

/// <summary>What a database answers.</summary>
internal sealed record Answer(List<string> Columns, List<object?[]> Rows)
{
    public static async Task<Answer> OfAsync(string connectionString, string sql)
    {
        var token = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(token);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        var answer = new Answer([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], []);
        while (await reader.ReadAsync(token))
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            answer.Rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }

        return answer;
    }
}
