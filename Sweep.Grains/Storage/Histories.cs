using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Reads what all trials of a sweep have of a few metrics, or of one tensor's distribution.</summary>
internal static class Histories
{
    /// <summary>A first and a last point.</summary>
    public const int Fewest = 2;

    public static async Task<IReadOnlyList<TrialSeries>> SeriesAsync(
        SherlockContext db, Guid sweep, List<string> metrics, int? most, CancellationToken cancellationToken)
    {
        var all = db.Metrics.Where(row => row.SweepId == sweep && metrics.Contains(row.Metric));
        var rows = await (most is { } limit ? Thinned(db, all, limit) : all)
            .OrderBy(row => row.Trial).ThenBy(row => row.Step)
            .Select(row => new { row.Trial, row.Metric, row.Step, row.Value })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => (row.Trial, row.Metric))
                .OrderBy(group => group.Key.Trial).ThenBy(group => group.Key.Metric, StringComparer.Ordinal)
                .Select(group => new TrialSeries(
                    group.Key.Trial, group.Key.Metric, [.. group.Select(row => new MetricPoint(row.Metric, row.Step, row.Value ?? double.NaN))])),
        ];
    }

    public static async Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        SherlockContext db, Guid sweep, string name, int? most, CancellationToken cancellationToken)
    {
        var steps = await db.Summaries.Where(row => row.SweepId == sweep)
            .OrderBy(row => row.Trial).ThenBy(row => row.Step)
            .Select(row => new { row.Trial, row.Step })
            .ToListAsync(cancellationToken);
        var trials = new List<TrialHistograms>();
        foreach (var trial in steps.GroupBy(row => row.Trial, row => row.Step))
        {
            var found = await ThinnedAsync([.. trial], most ?? int.MaxValue, name, ReadAsync, cancellationToken);
            if (found.Count > 0) { trials.Add(new(trial.Key, found)); }

            Task<List<StepSummary>> ReadAsync(List<long> wanted, CancellationToken token) => ContentAsync(db, new(sweep, trial.Key), wanted, token);
        }

        return trials;
    }

    /// <summary>
    /// The server picks, by the key's index alone: hundreds of thousands of points would take longer on their way here than a reader waits for a chart.
    /// </summary>
    private static IQueryable<MetricRecord> Thinned(SherlockContext db, IQueryable<MetricRecord> all, int most)
    {
        var spans = most - 1;
        var begins = all.GroupBy(row => new { row.SweepId, row.Trial, row.Metric })
            .Select(group => new { group.Key.SweepId, group.Key.Trial, group.Key.Metric, Step = group.Min(row => row.Step) });
        var ends = all
            .Join(
                db.Trials,
                row => new { row.SweepId, Number = row.Trial },
                trial => new { trial.SweepId, trial.Number },
                (row, trial) => new { row.SweepId, row.Trial, row.Metric, row.Step, Span = row.Step * spans / (trial.StoredStep + 1) })
            .GroupBy(row => new { row.SweepId, row.Trial, row.Metric, row.Span })
            .Select(group => new { group.Key.SweepId, group.Key.Trial, group.Key.Metric, Step = group.Max(row => row.Step) });
        return db.Metrics.Join(
            begins.Union(ends),
            row => new { row.SweepId, row.Trial, row.Step, row.Metric },
            kept => new { kept.SweepId, kept.Trial, kept.Step, kept.Metric },
            (row, _) => row);
    }

    /// <summary>
    /// One out of each of as many spans as may be kept. That a row has a histogram is seen when it is read, since some have a text alone: then the
    /// next of its span is tried.
    /// </summary>
    /// <param name="steps">Those that have a row, ascending.</param>
    private static async Task<List<StepHistogram>> ThinnedAsync(
        IReadOnlyList<long> steps,
        int most,
        string name,
        Func<List<long>, CancellationToken, Task<List<StepSummary>>> readAsync,
        CancellationToken cancellationToken)
    {
        var spans = Spans(steps, most);
        var found = new List<StepHistogram>();
        while (spans.Count > 0)
        {
            var rows = await readAsync([.. spans.Select(span => span.Peek())], cancellationToken);
            var here = rows.SelectMany(row => row.Histograms.Where(one => one.Name == name), (row, one) => new StepHistogram(row.Step, one)).ToList();
            found.AddRange(here);
            var done = here.Select(one => one.Step).ToHashSet();
            spans.RemoveAll(span => done.Contains(span.Dequeue()) || span.Count == 0);
        }

        return [.. found.OrderBy(one => one.Step)];
    }

    /// <summary>The steps by span, in each in the order in which they are tried: of the first the earliest first, of the others the latest.</summary>
    private static List<Queue<long>> Spans(IReadOnlyList<long> steps, int most)
    {
        var number = Math.Min(most, steps.Count);
        return [.. steps.Index().GroupBy(entry => (long)entry.Index * number / steps.Count, entry => entry.Item)
            .Select(span => new Queue<long>(span.Key == 0 ? span : span.Reverse()))];
    }

    private static async Task<List<StepSummary>> ContentAsync(SherlockContext db, TrialId trial, List<long> steps, CancellationToken cancellationToken)
    {
        var (sweep, number) = (trial.SweepId, trial.Number);
        var rows = await db.Summaries.Where(row => row.SweepId == sweep && row.Trial == number && steps.Contains(row.Step))
            .Select(row => new { row.Step, row.Content })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => Json.ReadSummary(row.Step, row.Content))];
    }
}
