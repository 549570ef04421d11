using System.Globalization;
using Npgsql;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Dashboards;

/// <summary>What the database does for a question about one sweep where others have left half a million points.</summary>
[Trait("Category", "Slow")]
public sealed class QueryPlanTests : StoreTests
{
    private const int Trials = 100;

    // One trial or one sweep is asked for; to go through all rows of these tables for it takes the longer the more sweeps there were.
    private static readonly string[] _large = ["metrics", "summaries", "checkpoints", "events"];

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();

    [Fact]
    public async Task Questions_AboutOneSweepAmongMany_GoThroughNoLargeTable()
    {
        for (var sweep = 0; sweep < 8; sweep++) { await Store.SubmitAsync(TestStore.Spec(Trials)); }
        await FillAsync();
        var text = new GrafanaText(
            new Dictionary<string, string>
            {
                ["sweep"] = "sizes-3",
                ["trial"] = "7",
                ["top"] = "50",
                ["metric"] = "val/loss",
                ["hyperparameter"] = "rnn_size",
            },
            TestStore.Start, TestStore.Start.AddHours(1));
        var problems = new List<string>();

        foreach (var query in DashboardQuery.To(DashboardQuery.Database))
        {
            var plan = await Store.QueryAsync($"EXPLAIN {text.Sql(query.Text)}");
            problems.AddRange(_large.Where(table => GoesThrough(plan, table)).Select(table => $"{query} goes through {table}."));
        }

        Assert.Empty(problems);
    }

    /// <summary>By the table itself or from one end of an index to the other: a condition on the index is the line after it.</summary>
    private static bool GoesThrough(IReadOnlyList<string> plan, string table) => plan.Index().Any(line =>
        line.Item.Contains($"Seq Scan on {table} ", StringComparison.Ordinal)
        || (line.Item.Contains("Index", StringComparison.Ordinal) && line.Item.Contains($" on {table} ", StringComparison.Ordinal)
            && plan.ElementAtOrDefault(line.Index + 1)?.Contains("Index Cond: ", StringComparison.Ordinal) != true));

    /// <summary>
    /// For every trial 80 epochs of 8 metrics, a summary at each, two checkpoints, and two events in each of many hours past.
    /// </summary>
    private async Task FillAsync()
    {
        await RunAsync("""
            INSERT INTO metrics SELECT t.sweep_id, t.number, m, e * 10, 5, now()
            FROM trials t, generate_series(1, 80) e, unnest(ARRAY[
                'val/loss', 'val/nce', 'val/perplexity', 'train/loss', 'train/loss_20', 'train/grad_norm', 'perf/steps_per_second',
                'epoch']) m
            """);
        await RunAsync("""
            INSERT INTO summaries SELECT t.sweep_id, t.number, e * 10, '{"histograms": [], "texts": []}', now()
            FROM trials t, generate_series(1, 80) e
            """);
        await RunAsync("INSERT INTO checkpoints SELECT t.sweep_id, t.number, e * 400, 1, 'database', 1000, now() "
            + "FROM trials t, generate_series(1, 2) e");
        await RunAsync("""
            INSERT INTO events (time, sweep_id, trial, kind)
            SELECT t.created_at - h * interval '1 hour', t.sweep_id, t.number, k
            FROM (SELECT s.created_at, t.* FROM trials t JOIN sweeps s ON s.id = t.sweep_id) t,
                generate_series(1, 100) h, unnest(ARRAY['Claimed', 'Completed']) k
            """);
        await RunAsync("UPDATE trials SET best_value = number, latest = '{\"val/loss\": 1, \"epoch\": 80}'");
        await RunAsync("ANALYZE");
        Assert.Equal(
            (8 * Trials * 80 * 8).ToString(CultureInfo.InvariantCulture),
            Assert.Single(await Store.QueryAsync("SELECT count(*) FROM metrics")));
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(((PostgresStore)Store).ConnectionAs("filler"));
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
