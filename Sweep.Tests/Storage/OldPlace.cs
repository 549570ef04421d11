using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Storage;

/// <summary>A database of any version, for questions in SQL.</summary>
/// <param name="disposable">What goes with it.</param>
internal abstract class OldPlace(DatabaseLocation location, IAsyncDisposable disposable) : IAsyncDisposable
{
    private static readonly string[] _tables =
        ["sweeps", "trials", "attempts", "metrics", "summaries", "checkpoints", "events"];

    // What a takeover adds, and what it puts right.
    private static readonly string[] _changed =
        ["processor", "status", "pause_requested", "trainable", "trainable_version", "sha256", "is_searching", "early_stopping",
         "until", "rungs", "by", "lease_seconds", "cost", "longest_first"];

    public DatabaseLocation Location => location;

    /// <summary>Tables, keys, indexes and views, one line each, in an order of their own.</summary>
    public abstract Task<IReadOnlyList<string>> SchemaAsync();

    /// <summary>The rows of every table as text, but not what a takeover changes.</summary>
    public async Task<SortedDictionary<string, IReadOnlyList<string>>> RowsAsync()
    {
        var rows = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var table in _tables) { rows.Add(table, await QueryAsync($"SELECT * FROM {table}", _changed)); }
        return rows;
    }

    /// <summary>The rows of a query in order, each as its columns' names and values in order.</summary>
    /// <param name="without">Columns to leave out.</param>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql, params IReadOnlyList<string> without)
    {
        await using var db = await location.CreateContexts().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).Where(column => !without.Contains(reader.GetName(column))).ToList();
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) { rows.Add(Row(reader, columns)); }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var db = await location.CreateContexts().CreateDbContextAsync(CancellationToken.None)) { location.Release(db); }
        await disposable.DisposeAsync();
    }

    /// <summary>A single column's value stands alone.</summary>
    private static string Row(DbDataReader reader, List<int> columns) => columns.Count == 1
        ? Text(reader, columns[0])
        : string.Join('|', columns.Select(column => $"{reader.GetName(column)}={Text(reader, column)}").Order(StringComparer.Ordinal));

    private static string Text(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => "-",
        byte[] bytes => Convert.ToHexString(bytes),
        string[] several => string.Join(',', several),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
