using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Claims;

/// <summary>Judges claims about a sweep by its data in the database.</summary>
internal static class ClaimCheck
{
    /// <returns>A finding for each claim, in the claims' order.</returns>
    public static async Task<IReadOnlyList<ClaimFinding>> RunAsync(
        ISweepReader reader, SweepSummary sweep, IReadOnlyList<Claim> claims, CancellationToken cancellationToken)
    {
        if (claims.Count == 0) { return []; }
        var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
        var metrics = claims
            .Where(claim => claim.Measure.Beyond is null)
            .Select(claim => claim.Measure.Series)
            .Append(sweep.Spec.Schema.Resource.Name)
            .Distinct()
            .ToList();
        var histories = (await reader.HistoriesAsync(sweep.Id, metrics, null, cancellationToken))
            .ToDictionary(series => (series.Trial, series.Metric), series => series.Points);
        var histograms = new Dictionary<(int Trial, string Name), IReadOnlyList<StepHistogram>>();
        foreach (var name in claims.Where(claim => claim.Measure.Beyond is not null).Select(claim => claim.Measure.Series).Distinct())
        {
            foreach (var found in await reader.HistogramsAsync(sweep.Id, name, null, null, cancellationToken))
            {
                histograms[(found.Trial, name)] = found.Steps;
            }
        }

        return [.. claims.Select(claim => ClaimJudge.Judge(claim, sweep.Spec.Schema, trials, trial => Measure(claim.Measure, trial)))];

        Measured Measure(ClaimMeasure measure, TrialSummary trial)
        {
            var resource = sweep.Spec.Schema.Resource;
            var ends = (histories.GetValueOrDefault((trial.Id.Number, resource.Name)) ?? []).Select(point => point.Step).ToList();
            var levels = TrainedLevels.Of(resource, trial, ends);
            return TrialMeasure.Of(measure, GoalOf(measure), trial, Points(measure, trial.Id.Number), levels);
        }

        Goal? GoalOf(ClaimMeasure measure) =>
            measure.Beyond is not null ? null
            : sweep.Spec.Schema.Metric(measure.Series)?.Goal is { } goal ? goal
            : measure.Series == sweep.Spec.Objective.Metric ? sweep.Spec.Objective.Goal
            : null;

        IReadOnlyList<(long Step, double Value)> Points(ClaimMeasure measure, int trial) => measure.Beyond is { } limit
            ? [
                .. (histograms.GetValueOrDefault((trial, measure.Series)) ?? [])
                    .Select(one => (one.Step, HistogramShare.Beyond(one.Histogram, limit))),
            ]
            : [.. (histories.GetValueOrDefault((trial, measure.Series)) ?? []).Select(point => (point.Step, point.Value))];
    }
}
