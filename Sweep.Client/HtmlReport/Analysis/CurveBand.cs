using System.Text.Json.Nodes;
using MathNet.Numerics.Statistics;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>The band of a chart of curves: quarter, median and three quarters of the trials over spans of steps.</summary>
internal static class CurveBand
{
    private const int Spans = 60;

    /// <summary>The number of steps in a span, if the longest curve ends at a step.</summary>
    public static long Span(long last) => Math.Max(1, (last + Spans - 1) / Spans);

    /// <returns>Null if no span has points of two trials.</returns>
    public static JsonArray? Of(IReadOnlyCollection<TrialSeries> curves)
    {
        var span = Span(curves.Select(curve => curve.Points[^1].Step).DefaultIfEmpty().Max());
        return Of(curves.SelectMany(curve => curve.Points
            .Where(point => double.IsFinite(point.Value))
            .GroupBy(point => (point.Step - 1) / span)
            .Select(points => new SpanMean(
                curve.Trial, points.Max(point => point.Step), points.Average(point => point.Value), points.Key))));
    }

    /// <summary>Rows of the last step of a span, the lower quartile, the median and the upper quartile.</summary>
    /// <returns>Null if no span has means of two trials.</returns>
    public static JsonArray? Of(IEnumerable<SpanMean> means)
    {
        JsonArray rows = [
            .. means.GroupBy(mean => mean.Span).Where(span => span.Count() > 1).OrderBy(span => span.Key).Select(span =>
            {
                var values = span.Select(mean => mean.Mean).ToList();
                return new JsonArray(
                    span.Max(mean => mean.Step), Phrases.Plotted(At(values, 0.25)), Phrases.Plotted(At(values, 0.5)),
                    Phrases.Plotted(At(values, 0.75)));
            })];
        return rows.Count == 0 ? null : rows;
    }

    private static double At(List<double> values, double part) => values.QuantileCustom(part, QuantileDefinition.R7);
}
