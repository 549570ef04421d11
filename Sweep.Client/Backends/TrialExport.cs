using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Backends;

/// <summary>A trial with all its points, by metric and then by step, and with the times when they were stored, if wanted.</summary>
internal sealed record TrialExport(TrialSummary Trial, IReadOnlyList<(MetricPoint Point, DateTimeOffset? Time)> Points)
{
    /// <summary>More than a step has.</summary>
    private const int PageSize = 10_000;

    public static async Task<TrialExport> ReadAsync(
        ISweepReader reader, TrialSummary trial, bool hasTimes, CancellationToken cancellationToken)
    {
        if (!hasTimes)
        {
            var series = await reader.SeriesAsync(trial.Id, cancellationToken);
            return new(trial, [.. Ordered(series.Values.SelectMany(points => points).Select(point => (point, (DateTimeOffset?)null)))]);
        }

        var all = new List<(MetricPoint Point, DateTimeOffset? Time)>();
        while (await reader.PointsAsync(trial.Id, all is [.., var last] ? last.Point.Step : 0, PageSize, cancellationToken)
            is { Count: > 0 } page)
        {
            all.AddRange(page.Select(one => (one.Point, (DateTimeOffset?)one.RecordedAt)));
        }

        return new(trial, [.. Ordered(all)]);
    }

    private static IEnumerable<(MetricPoint Point, DateTimeOffset? Time)> Ordered(
        IEnumerable<(MetricPoint Point, DateTimeOffset? Time)> points) =>
        points.OrderBy(one => one.Point.Metric, StringComparer.Ordinal).ThenBy(one => one.Point.Step);
}
