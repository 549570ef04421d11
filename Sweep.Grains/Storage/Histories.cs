using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Reads the series of a few metrics, or of one tensor's histograms, of all trials of a sweep.</summary>
internal static class Histories
{
    /// <summary>The first and the last point.</summary>
    public const int Fewest = 2;

    /// <summary>
    /// Reads the series of metrics. Trials with the same schedule have their points at the same steps, so the first trial decides which
    /// steps are kept, and of the others nothing else is read. Letting the server choose among a trial's points takes longer than sending
    /// all of them.
    /// </summary>
    public static async Task<IReadOnlyList<TrialSeries>> SeriesAsync(
        SherlockContext db, Guid sweep, List<string> metrics, int? most, CancellationToken cancellationToken)
    {
        var all = new List<TrialSeries>();
        foreach (var (first, others) in await SchedulesAsync(db, sweep, cancellationToken))
        {
            var whole = await ReadAsync([first], null);
            all.AddRange(whole);
            if (others.Count == 0) { continue; }
            var isThinned = whole.Any(series => series.Points.Count == most);
            all.AddRange(await ReadAsync(
                others, isThinned ? [.. whole.SelectMany(series => series.Points.Select(point => point.Step)).Distinct()] : null));
        }

        return [.. all.OrderBy(series => series.Trial).ThenBy(series => series.Metric, StringComparer.Ordinal)];

        async Task<List<TrialSeries>> ReadAsync(List<int> trials, List<long>? steps)
        {
            var rows = db.Metrics.Where(row => row.SweepId == sweep && trials.Contains(row.Trial) && metrics.Contains(row.Metric));
            if (steps is not null) { rows = rows.Where(row => steps.Contains(row.Step)); }
            var found = await rows.Select(row => new { row.Trial, row.Metric, row.Step, row.Value }).ToListAsync(cancellationToken);
            return [.. found.GroupBy(row => (row.Trial, row.Metric)).Select(group => new TrialSeries(
                group.Key.Trial,
                group.Key.Metric,
                Thinned(
                    [.. group.OrderBy(row => row.Step).Select(row => new MetricPoint(row.Metric, row.Step, row.Value ?? double.NaN))],
                    most ?? int.MaxValue)))];
        }
    }

    /// <summary>Groups the trials that have points by schedule: the same number of steps, with points at the same interval.</summary>
    private static async Task<IEnumerable<(int First, List<int> Others)>> SchedulesAsync(
        SherlockContext db, Guid sweep, CancellationToken cancellationToken)
    {
        var trials = await db.Trials.Where(row => row.SweepId == sweep && row.StoredStep > 0)
            .OrderBy(row => row.Number)
            .Select(row => new { row.Number, row.StoredStep, row.TotalSteps, row.Hyperparameters })
            .ToListAsync(cancellationToken);
        var owner = await db.Sweeps.SingleAsync(row => row.Id == sweep, cancellationToken);
        var schema = await db.SchemaAsync(owner, cancellationToken);
        return trials
            .Select(row => (row.Number, row.StoredStep, row.TotalSteps, Trained: schema.FromJson(row.Hyperparameters)))
            .GroupBy(row => (row.StoredStep, row.TotalSteps, Schedule(row.Number, row.Trained)), row => row.Number)
            .Select(group => (group.First(), group.Skip(1).ToList()));

        // A trainable that does not say what decides the steps may report each trial's points at other steps.
        string Schedule(int number, Hyperparameters trained) => schema.Schedule.IsEmpty
            ? number.ToString(CultureInfo.InvariantCulture)
            : string.Join(' ', schema.Schedule.Select(trained.Text));
    }

    public static async Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        SherlockContext db, Guid sweep, IReadOnlyCollection<int>? among, string name, int? most, CancellationToken cancellationToken)
    {
        List<int> numbers = [.. among ?? []];
        var steps = await db.Summaries.Where(row => row.SweepId == sweep && (among == null || numbers.Contains(row.Trial)))
            .OrderBy(row => row.Trial).ThenBy(row => row.Step)
            .Select(row => new { row.Trial, row.Step })
            .ToListAsync(cancellationToken);
        var trials = new List<TrialHistograms>();
        foreach (var trial in steps.GroupBy(row => row.Trial, row => row.Step))
        {
            var found = await ThinnedAsync(
                [.. trial], most ?? int.MaxValue, wanted => ReadAsync(db, new(sweep, trial.Key), name, wanted, cancellationToken));
            if (found.Count > 0) { trials.Add(new(trial.Key, found)); }
        }

        return trials;
    }

    /// <summary>Chooses as many points as may be kept, evenly spaced, including the first and the last.</summary>
    private static List<MetricPoint> Thinned(List<MetricPoint> points, int most) => points.Count <= most
        ? points
        : [.. Enumerable.Range(0, most).Select(index => points[(int)((long)index * (points.Count - 1) / (most - 1))])];

    /// <summary>
    /// Chooses one step from each of as many spans as may be kept. A row shows only when it is read whether it has a histogram, because
    /// some rows have only a text. If it has none, the next step of its span is tried.
    /// </summary>
    /// <param name="steps">The steps that have a row, ascending.</param>
    /// <param name="readAsync">Reads the histograms of the given steps; steps without one are left out.</param>
    private static async Task<List<StepHistogram>> ThinnedAsync(
        IReadOnlyList<long> steps, int most, Func<List<long>, Task<List<StepHistogram>>> readAsync)
    {
        var spans = Spans(steps, most);
        var found = new List<StepHistogram>();
        while (spans.Count > 0)
        {
            var here = await readAsync([.. spans.Select(span => span.Peek())]);
            found.AddRange(here);
            var done = here.Select(one => one.Step).ToHashSet();
            spans.RemoveAll(span => done.Contains(span.Dequeue()) || span.Count == 0);
        }

        return [.. found.OrderBy(one => one.Step)];
    }

    /// <summary>
    /// Divides the steps into spans, in the order in which they are tried: in the first span the earliest step first, in the others the
    /// latest.
    /// </summary>
    private static List<Queue<long>> Spans(IReadOnlyList<long> steps, int most)
    {
        var number = Math.Min(most, steps.Count);
        return [.. steps.Index().GroupBy(entry => (long)entry.Index * number / steps.Count, entry => entry.Item)
            .Select(span => new Queue<long>(span.Key == 0 ? span : span.Reverse()))];
    }

    private static async Task<List<StepHistogram>> ReadAsync(
        SherlockContext db, TrialId trial, string name, List<long> steps, CancellationToken cancellationToken)
    {
        var (sweep, number) = (trial.SweepId, trial.Number);
        var rows = await db.Summaries.Where(row => row.SweepId == sweep && row.Trial == number && steps.Contains(row.Step))
            .Select(row => new { row.Step, row.Content })
            .ToListAsync(cancellationToken);
        var found = new List<StepHistogram>();
        foreach (var row in rows)
        {
            if (Json.ReadHistogram(row.Content, name) is { } histogram) { found.Add(new(row.Step, histogram)); }
        }

        return found;
    }
}
