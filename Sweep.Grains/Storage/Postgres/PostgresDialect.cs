using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Postgres;

internal sealed class PostgresDialect : Dialect
{
    public static PostgresDialect Instance { get; } = new();

    public override bool HasOneWriter => false;

    public override string CountTablesSql =>
        """
        SELECT COUNT(*)::int AS "Value" FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE '\_\_EF%'
        """;

    public override string Describe(DbConnection connection) => $"'{connection.Database}' on {connection.DataSource}";

    public override object Parameter(DateTimeOffset time) => time;

    public override async Task InsertAsync(
        SherlockContext db, TrialId trial, ImmutableArray<MetricPoint> points, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (points.IsDefaultOrEmpty) { return; }
        await using var copy = await Connection(db).BeginBinaryImportAsync(
            "COPY metrics (sweep_id, trial, step, metric, value, recorded_at) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var point in points)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(trial.SweepId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(trial.Number, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(point.Step, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(point.Metric, NpgsqlDbType.Text, cancellationToken);
            await (double.IsNaN(point.Value)
                ? copy.WriteNullAsync(cancellationToken)
                : copy.WriteAsync(point.Value, NpgsqlDbType.Double, cancellationToken));
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public override async Task InsertAsync(SherlockContext db, IEnumerable<TrialRecord> trials, CancellationToken cancellationToken)
    {
        await using var copy = await Connection(db).BeginBinaryImportAsync(
            """
            COPY trials (sweep_id, number, status, hyperparameters, cell_hash, seed, attempt, failures, latest, step, stored_step, total_steps, epoch,
                         seconds, pause_requested) FROM STDIN (FORMAT BINARY)
            """,
            cancellationToken);
        foreach (var trial in trials)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(trial.SweepId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(trial.Number, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(trial.Status.ToString(), NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(trial.Hyperparameters, NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync(trial.CellHash, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(trial.Seed, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(trial.Attempt, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(trial.Failures, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(trial.Latest, NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync(trial.Step, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(trial.StoredStep, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(trial.TotalSteps, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(trial.Epoch, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(trial.Seconds, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(trial.PauseRequested, NpgsqlDbType.Boolean, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public override SherlockException? Explain(Exception exception, string database) => PostgresErrors.Explain(exception, database);

    public override bool IsWorthRepeating(Exception exception) => PostgresErrors.IsConflict(exception) || PostgresErrors.IsBroken(exception);

    public override void ForgetBroken(DbConnection connection)
    {
        if (connection is NpgsqlConnection { State: not System.Data.ConnectionState.Open } npgsql) { NpgsqlConnection.ClearPool(npgsql); }
    }

    private static NpgsqlConnection Connection(SherlockContext db) => (NpgsqlConnection)db.Database.GetDbConnection();
}
