using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Reads a sweep's metrics as a log: what is new of each trial since a cursor.</summary>
internal static class MetricLog
{
    public static async Task<MetricPage> PageAsync(
        SherlockContext db, Guid sweep, MetricCursor cursor, int most, CancellationToken cancellationToken)
    {
        // Those seen least far first: one bound on the step then leaves out nearly all that is known.
        var ends = await EndsAsync(db, sweep, cancellationToken);
        var behind = ends.Where(end => end.Step > cursor.Of(end.Trial)).OrderBy(end => cursor.Of(end.Trial)).ThenBy(end => end.Trial).ToList();
        var page = behind.Take(most).Select(end => end.Trial).ToList();
        if (page.Count == 0) { return new([], cursor, HasMore: false); }

        var known = cursor.Of(page[0]);
        var rows = await db.Metrics.Where(row => row.SweepId == sweep && page.Contains(row.Trial) && row.Step > known)
            .OrderBy(row => row.RecordedAt).ThenBy(row => row.Trial).ThenBy(row => row.Step).ThenBy(row => row.Metric)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var fresh = rows.Where(row => row.Step > cursor.Of(row.Trial)).ToList();
        return new(
            [.. fresh.Select(row => (row.Trial, new MetricPoint(row.Metric, row.Step, row.Value ?? double.NaN)))],
            cursor.With(fresh.Select(row => (row.Trial, row.Step))),
            HasMore: behind.Count > page.Count);
    }

    public static async Task<MetricCursor> EndAsync(SherlockContext db, Guid sweep, CancellationToken cancellationToken) =>
        MetricCursor.Beginning.With(await EndsAsync(db, sweep, cancellationToken));

    private static async Task<List<(int Trial, long Step)>> EndsAsync(SherlockContext db, Guid sweep, CancellationToken cancellationToken)
    {
        var ends = await db.Trials.Where(trial => trial.SweepId == sweep && trial.StoredStep > 0)
            .Select(trial => new { trial.Number, trial.StoredStep })
            .ToListAsync(cancellationToken);
        return [.. ends.Select(end => (end.Number, end.StoredStep))];
    }
}
