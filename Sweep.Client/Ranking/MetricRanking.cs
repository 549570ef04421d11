using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Ranking;

/// <summary>Ranks the trials of a sweep by another metric than its objective.</summary>
internal static class MetricRanking
{
    /// <param name="goal">What is better; null if the schema knows.</param>
    /// <returns>The sweep with this metric as its objective, and all its trials with their best values of it, best first.</returns>
    /// <exception cref="SherlockException">No trial has such a metric, or it is not known what is better.</exception>
    public static async Task<(SweepSummary Sweep, IReadOnlyList<TrialSummary> Ranked)> ReadAsync(
        ISweepReader reader, SweepSummary sweep, string metric, Goal? goal, CancellationToken cancellationToken)
    {
        var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
        RequireMetric(sweep, metric, [.. trials.SelectMany(trial => trial.Latest.Keys).Distinct().Order(StringComparer.Ordinal)]);
        var objective = new Objective(metric, goal ?? Known(sweep.Spec, metric) ?? throw new SherlockException(
            $"It is not known whether less or more of '{metric}' is better: add --minimize or --maximize."));
        var points = (await reader.BestPointsAsync(sweep.Id, objective, cancellationToken)).ToDictionary(best => best.Trial);
        var measured = trials.Select(trial => trial with { Best = points.TryGetValue(trial.Id.Number, out var best) ? best.Point : null });
        return (sweep with { Spec = sweep.Spec with { Objective = objective } }, Ranked(measured, objective.Goal));
    }

    /// <summary>The order of the view <c>best_trials</c>.</summary>
    private static List<TrialSummary> Ranked(IEnumerable<TrialSummary> trials, Goal goal) =>
    [
        .. trials.OrderBy(trial => trial switch
            {
                { Status: TrialStatus.Failed } => 3,
                { Status: TrialStatus.Diverged } => 2,
                { Best: null } => 1,
                _ => 0,
            })
            .ThenBy(trial => trial.Best is null)
            .ThenBy(trial => goal is Goal.Maximize ? -trial.Best?.Value : trial.Best?.Value)
            .ThenBy(trial => trial.Id.Number),
    ];

    private static Goal? Known(SweepSpec spec, string metric)
    {
        if (metric == spec.Objective.Metric) { return spec.Objective.Goal; }
        var found = spec.Schema.Metrics.FirstOrDefault(one => one.Name == metric);
        return found?.Goal ?? spec.Schema.Metrics.FirstOrDefault(one => one.Name == found?.ExponentialOf)?.Goal;
    }

    private static void RequireMetric(SweepSummary sweep, string metric, IReadOnlyList<string> names)
    {
        if (names.Contains(metric)) { return; }
        throw new SherlockException(names.Count == 0
            ? $"No trial of '{sweep.Folder}' has a metric yet."
            : $"No trial of '{sweep.Folder}' has the metric {Spelling.Quote(metric)}; its metrics are: {string.Join(", ", names)}"
                + (Spelling.Hint(metric, names) is { Length: > 0 } hint ? hint : "."));
    }
}
