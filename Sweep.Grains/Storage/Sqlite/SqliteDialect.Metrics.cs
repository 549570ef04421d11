using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Sqlite;

internal sealed partial class SqliteDialect
{
    private const string InsertPointSql =
        """
        INSERT INTO metrics (sweep_id, trial, metric, step, value, recorded_at) VALUES (@sweep, @trial, @metric, @step, @value, @now)
        """;

    // One prepared statement, one row at a time. On SQLite, which has no network in between, nothing is faster.
    public override async Task InsertAsync(
        SherlockContext db, IReadOnlyList<(TrialId Trial, MetricPoint Point)> points, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (points.Count == 0) { return; }
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = InsertPointSql;
        Add(command, "@now", SqliteTime.ToText(now));
        var sweep = Add(command, "@sweep", Guid.Empty);
        var number = Add(command, "@trial", 0);
        var metric = Add(command, "@metric", "");
        var step = Add(command, "@step", 0L);
        var value = Add(command, "@value", 0d);
        foreach (var (trial, point) in points)
        {
            (sweep.Value, number.Value) = (trial.SweepId, trial.Number);
            metric.Value = point.Metric;
            step.Value = point.Step;
            value.Value = double.IsNaN(point.Value) ? DBNull.Value : point.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public override IQueryable<MetricRecord> MetricsAfter(
        SherlockContext db, Guid sweep, IReadOnlyList<(int Trial, long Step)> seen, int most)
    {
        var text = JsonSerializer.Serialize(seen.Select(one => new[] { one.Trial, one.Step }));

        // With CROSS JOIN SQLite takes the trials one by one, and reads of each only the rows after its step.
        return db.Metrics.FromSql(
            $"""
            SELECT m.* FROM json_each({text}) AS v
            CROSS JOIN metrics AS m
                ON m.sweep_id = {sweep} AND m.trial = json_extract(v.value, '$[0]') AND m.step > json_extract(v.value, '$[1]')
            ORDER BY m.trial, m.step, m.metric
            LIMIT {most}
            """);
    }

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
