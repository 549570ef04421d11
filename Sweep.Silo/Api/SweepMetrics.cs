using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>The metrics that a request about a sweep can name.</summary>
internal static class SweepMetrics
{
    /// <summary>The objective first, then those that the schema declares, then others that trials have reported.</summary>
    public static IReadOnlyList<string> Of(SweepLook look) =>
    [
        .. new[] { look.Sweep.Spec.Objective.Metric }
            .Concat(look.Sweep.Spec.Schema.Metrics.Select(metric => metric.Name))
            .Concat(look.Trials.SelectMany(trial => trial.Latest.Keys).Distinct().Order(StringComparer.Ordinal))
            .Distinct(),
    ];

    /// <summary>The metric that a request names; the objective if it names none.</summary>
    /// <exception cref="ApiException">The sweep has no such metric.</exception>
    public static string Named(SweepLook look, string? metric)
    {
        if (string.IsNullOrEmpty(metric)) { return look.Sweep.Spec.Objective.Metric; }
        var known = Of(look);
        return known.Contains(metric) ? metric : throw ApiException.NotFound(
            $"{look.Sweep.Folder} has no metric {Spelling.Quote(metric)}; it has: {string.Join(", ", known)}"
                + $"{Spelling.Hint(metric, known)}.");
    }
}
