using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <summary>One trial; null if it does not exist.</summary>
    public async Task<TrialSummary?> TryTrialAsync(TrialId trial, CancellationToken cancellationToken)
    {
        var (sweep, number) = (trial.SweepId, trial.Number);
        var found = await ReadTrialsAsync(
            db => SummariesAsync(db, db.Trials.Where(row => row.SweepId == sweep && row.Number == number), cancellationToken),
            cancellationToken);
        return found.SingleOrDefault();
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>>(
            async db =>
            {
                var (sweep, number) = (trial.SweepId, trial.Number);
                var rows = await db.Metrics.Where(row => row.SweepId == sweep && row.Trial == number)
                    .OrderBy(row => row.Metric).ThenBy(row => row.Step)
                    .Select(row => new { row.Metric, row.Step, row.Value })
                    .ToListAsync(cancellationToken);
                return rows.GroupBy(row => row.Metric).ToDictionary(
                    group => group.Key,
                    IReadOnlyList<MetricPoint> (group) =>
                        [.. group.Select(row => new MetricPoint(row.Metric, row.Step, row.Value ?? double.NaN))]);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> LoggedAttemptsAsync(TrialId trial, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<int>>(
            async db => await LogsOf(db, trial).OrderBy(row => row.Attempt).Select(row => row.Attempt).ToListAsync(cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<AttemptLog?> LogAsync(TrialId trial, int attempt, CancellationToken cancellationToken) => ReadAsync(
        db => LogsOf(db, trial).Where(row => row.Attempt == attempt)
            .Select(row => new AttemptLog(row.Attempt, row.Text))
            .SingleOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StepSummary>> SummariesAsync(TrialId trial, long after, int most, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<StepSummary>>(
            async db =>
            {
                var (sweep, number) = (trial.SweepId, trial.Number);
                var rows = await db.Summaries.Where(row => row.SweepId == sweep && row.Trial == number && row.Step > after)
                    .OrderBy(row => row.Step)
                    .Take(most)
                    .Select(row => new { row.Step, row.Content })
                    .ToListAsync(cancellationToken);
                return [.. rows.Select(row => Json.ReadSummary(row.Step, row.Content))];
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedPoint>> PointsAsync(TrialId trial, long after, int most, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<RecordedPoint>>(
            async db =>
            {
                var rows = await db.Dialect.MetricsAfter(db, trial.SweepId, [(trial.Number, after)], most + 1)
                    .AsNoTracking()
                    .ToListAsync(cancellationToken);
                if (rows.Count > most && rows[^1].Step is var cut) { rows.RemoveAll(row => row.Step == cut); }
                return [.. rows.Select(row => new RecordedPoint(new(row.Metric, row.Step, row.Value ?? double.NaN), row.RecordedAt))];
            },
            cancellationToken);

    private static IQueryable<AttemptLogRecord> LogsOf(SherlockContext db, TrialId trial)
    {
        var (sweep, number) = (trial.SweepId, trial.Number);
        return db.AttemptLogs.Where(row => row.SweepId == sweep && row.Trial == number);
    }
}
