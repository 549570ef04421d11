using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Reads a sweep's metrics as a log: for each trial, what is new since a cursor.</summary>
internal static class MetricPages
{
    /// <summary>The most points in a page. With the default of 50,000 a reader that comes late gets what it missed in pages.</summary>
    public const int MostRows = 50_000;

    /// <param name="among">The trials that may have something new; null for all. Each costs a row, however much is new.</param>
    /// <param name="most">The number of trials to read.</param>
    /// <param name="mostRows">The number of points to read, which must be more than a step of a trial has.</param>
    public static async Task<MetricPage> PageAsync(
        SherlockContext db,
        Guid sweep,
        MetricCursor cursor,
        IReadOnlyCollection<int>? among,
        int most,
        int mostRows,
        CancellationToken cancellationToken)
    {
        // Trials that were read least far come first, so that each gets its turn.
        var ends = await EndsAsync(db, sweep, among, cancellationToken);
        var behind = ends.Where(end => end.Step > cursor.Of(end.Trial))
            .OrderBy(end => cursor.Of(end.Trial))
            .ThenBy(end => end.Trial)
            .ToList();
        if (behind.Count == 0) { return new([], cursor, HasMore: false); }

        var seen = behind.Take(most).Select(end => (end.Trial, cursor.Of(end.Trial))).ToList();
        var rows = await db.Dialect.MetricsAfter(db, sweep, seen, mostRows + 1).AsNoTracking().ToListAsync(cancellationToken);
        var isCut = rows.Count > mostRows;

        // A cursor stands between steps, so the points of a step that was cut off are left out.
        if (isCut && rows[^1] is var last) { rows.RemoveAll(row => row.Trial == last.Trial && row.Step == last.Step); }
        return new(
            [.. InOrder(rows).Select(row => (row.Trial, new MetricPoint(row.Metric, row.Step, row.Value ?? double.NaN)))],
            cursor.With(rows.Select(row => (row.Trial, row.Step))),
            HasMore: isCut || behind.Count > most);
    }

    public static async Task<MetricCursor> EndAsync(SherlockContext db, Guid sweep, CancellationToken cancellationToken) =>
        MetricCursor.Beginning.With(await EndsAsync(db, sweep, among: null, cancellationToken));

    /// <summary>
    /// By time, but each trial by step: if the database's clock was set back while a trial ran, its later points have earlier times.
    /// </summary>
    /// <param name="rows">By trial and step.</param>
    private static IEnumerable<MetricRecord> InOrder(IEnumerable<MetricRecord> rows)
    {
        var (trial, latest) = (0, DateTimeOffset.MinValue);
        var timed = new List<(DateTimeOffset Time, MetricRecord Row)>();
        foreach (var row in rows)
        {
            latest = row.Trial == trial && row.RecordedAt < latest ? latest : row.RecordedAt;
            trial = row.Trial;
            timed.Add((latest, row));
        }

        return timed.OrderBy(one => one.Time)
            .ThenBy(one => one.Row.Trial)
            .ThenBy(one => one.Row.Step)
            .ThenBy(one => one.Row.Metric, StringComparer.Ordinal)
            .Select(one => one.Row);
    }

    private static async Task<List<(int Trial, long Step)>> EndsAsync(
        SherlockContext db, Guid sweep, IReadOnlyCollection<int>? among, CancellationToken cancellationToken)
    {
        var begun = db.Trials.Where(trial => trial.SweepId == sweep && trial.StoredStep > 0);
        if (among is not null)
        {
            var numbers = among.ToList();
            begun = begun.Where(trial => numbers.Contains(trial.Number));
        }

        var ends = await begun.Select(trial => new { trial.Number, trial.StoredStep })
            .ToListAsync(cancellationToken);
        return [.. ends.Select(end => (end.Number, end.StoredStep))];
    }
}
