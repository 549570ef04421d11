using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Postgres;

// Inserts many rows by binary COPY.
internal sealed partial class PostgresDialect
{
    public override async Task InsertAsync(
        SherlockContext db, IReadOnlyList<(TrialId Trial, MetricPoint Point)> points, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (points.Count == 0) { return; }
        await using var copy = await BeginAsync(db, "metrics (sweep_id, trial, step, metric, value, recorded_at)", cancellationToken);
        foreach (var (trial, point) in points)
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
        await using var copy = await BeginAsync(
            db,
            """
            trials (sweep_id, number, status, hyperparameters, cell_hash, seed, attempt, failures, latest, step, stored_step, total_steps,
                    epoch, seconds, pause_requested, until, cost)
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
            if (trial.Until is { } until) { await copy.WriteAsync(until, NpgsqlDbType.Bigint, cancellationToken); }
            else { await copy.WriteNullAsync(cancellationToken); }
            if (trial.Cost is { } cost) { await copy.WriteAsync(cost, NpgsqlDbType.Double, cancellationToken); }
            else { await copy.WriteNullAsync(cancellationToken); }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public override async Task InsertAsync(
        SherlockContext db, TrialId trial, long step, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken)
    {
        await using var copy = await BeginAsync(db, "checkpoint_parts (sweep_id, trial, step, part, data)", cancellationToken);
        var number = 0;
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(trial.SweepId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(trial.Number, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(step, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(number++, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(part, NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static Task<NpgsqlBinaryImporter> BeginAsync(SherlockContext db, string target, CancellationToken cancellationToken) =>
        ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(
            $"COPY {target} FROM STDIN (FORMAT BINARY)", cancellationToken);
}
