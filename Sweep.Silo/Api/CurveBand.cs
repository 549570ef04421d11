using System.Text.Json.Nodes;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>The band of a chart of curves: quarter, median and three quarters of the trials over spans of steps.</summary>
internal static class CurveBand
{
    private const int Spans = 60;

    // More trials change the band by less than a line's width.
    private const int MostTrials = 200;

    /// <param name="ranked">The numbers of all trials, best first; some are taken evenly from them.</param>
    /// <returns>Null if fewer than two trials have a point.</returns>
    public static async Task<JsonArray?> ReadAsync(
        SweepReader reader, SweepLook look, string metric, IReadOnlyList<int> ranked, CancellationToken cancellationToken)
    {
        var steps = look.Trials.Select(trial => trial.Step).DefaultIfEmpty().Max();
        if (look.Trials.Count < 2 || steps == 0) { return null; }
        var count = Math.Min(MostTrials, ranked.Count);
        List<int> among = [.. Enumerable.Range(0, count).Select(index => ranked[(int)((long)index * ranked.Count / count)])];
        var means = await reader.MeansAsync(look.Sweep.Id, metric, among, Math.Max(1, (steps + Spans - 1) / Spans), cancellationToken);
        var band = new JsonArray();
        foreach (var span in means.GroupBy(mean => mean.Span).OrderBy(span => span.Key))
        {
            var values = span.Select(mean => mean.Mean).Order().ToList();
            if (values.Count < 2) { continue; }
            band.Add(new JsonArray(
                span.Max(mean => mean.Step), PointJson.Value(At(values, 0.25)), PointJson.Value(At(values, 0.5)),
                PointJson.Value(At(values, 0.75))));
        }

        return band.Count == 0 ? null : band;
    }

    private static double At(List<double> sorted, double part)
    {
        var place = part * (sorted.Count - 1);
        var low = (int)place;
        return low + 1 < sorted.Count ? sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
