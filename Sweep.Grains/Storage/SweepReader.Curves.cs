using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <summary>All points of one metric of some trials, by trial, in ascending order of steps.</summary>
    internal Task<IReadOnlyList<TrialSeries>> SeriesAsync(
        Guid sweep, string metric, IReadOnlyCollection<int> among, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<TrialSeries>>(
            async db =>
            {
                var numbers = among.ToList();
                var rows = await db.Metrics.Where(row => row.SweepId == sweep && numbers.Contains(row.Trial) && row.Metric == metric)
                    .OrderBy(row => row.Trial).ThenBy(row => row.Step)
                    .Select(row => new { row.Trial, row.Step, row.Value })
                    .ToListAsync(cancellationToken);
                return [
                    .. rows.GroupBy(row => row.Trial).Select(group => new TrialSeries(
                        group.Key, metric, [.. group.Select(row => new MetricPoint(metric, row.Step, row.Value ?? double.NaN))])),
                ];
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<(int Trial, MetricPoint Point)>> BestPointsAsync(
        Guid sweep, Objective objective, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var metric = objective.Metric;
        return ReadAsync<IReadOnlyList<(int Trial, MetricPoint Point)>>(
            async db =>
            {
                var points = db.Metrics.Where(row => row.SweepId == sweep && row.Metric == metric)
                    .Where(row => row.Value > -double.MaxValue && row.Value < double.MaxValue);
                var byTrial = points.GroupBy(row => row.Trial);
                var best = objective.Goal is Goal.Maximize
                    ? byTrial.Select(group => new { Trial = group.Key, Value = group.Max(row => row.Value) })
                    : byTrial.Select(group => new { Trial = group.Key, Value = group.Min(row => row.Value) });
                var rows = await points
                    .Join(best, row => new { row.Trial, row.Value }, one => new { one.Trial, one.Value }, (row, _) => row)
                    .GroupBy(row => new { row.Trial, row.Value })
                    .Select(group => new { group.Key.Trial, group.Key.Value, Step = group.Min(row => row.Step) })
                    .ToListAsync(cancellationToken);
                return [.. rows.Select(row => (row.Trial, new MetricPoint(metric, row.Step, row.Value!.Value)))];
            },
            cancellationToken);
    }

    /// <summary>The numbers of all trials of a sweep, best first, as <see cref="BestAsync"/> ranks them.</summary>
    internal Task<IReadOnlyList<int>> RanksAsync(Guid sweep, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<int>>(
            async db =>
            {
                var goal = await db.Sweeps.Where(row => row.Id == sweep).Select(row => row.Goal).SingleAsync(cancellationToken);
                return await TrialPages.ByRank(db.Trials.Where(trial => trial.SweepId == sweep), goal, isDescending: false)
                    .Select(trial => trial.Number)
                    .ToListAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>The means of one metric of some trials over spans of steps. Values that are not finite are left out.</summary>
    /// <param name="span">The steps of a span, from 1.</param>
    internal Task<IReadOnlyList<SpanMean>> MeansAsync(
        Guid sweep, string metric, IReadOnlyCollection<int> among, long span, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SpanMean>>(
            async db =>
            {
                var numbers = among.ToList();
                return await db.Metrics
                    .Where(row => row.SweepId == sweep && numbers.Contains(row.Trial) && row.Metric == metric)
                    .Where(row => row.Value > -double.MaxValue && row.Value < double.MaxValue)
                    .GroupBy(row => new { row.Trial, Span = (row.Step - 1) / span })
                    .Select(group => new SpanMean(
                        group.Key.Trial, group.Max(row => row.Step), group.Average(row => row.Value!.Value), group.Key.Span))
                    .ToListAsync(cancellationToken);
            },
            cancellationToken);
}

/// <summary>A trial's mean over a span of steps.</summary>
/// <param name="Step">The last step with a point in the span.</param>
/// <param name="Span">The number of the span, from 0.</param>
public readonly record struct SpanMean(int Trial, long Step, double Mean, long Span);
