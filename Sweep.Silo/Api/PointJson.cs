using System.Text.Json.Nodes;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>Writes points as pairs of a step and a value.</summary>
internal static class PointJson
{
    public static JsonArray Array(IEnumerable<MetricPoint> points) =>
        [.. points.Select(point => (JsonNode)new JsonArray(point.Step, Value(point.Value)))];

    /// <summary>A value, with so many digits as a chart can show. What is not finite is a text, so that a page can show it.</summary>
    public static JsonNode Value(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        0 => 0,
        _ when 5 - (int)Math.Floor(Math.Log10(Math.Abs(value))) is >= 0 and <= 15 and var digits => Math.Round(value, digits),
        _ => value,
    };
}
