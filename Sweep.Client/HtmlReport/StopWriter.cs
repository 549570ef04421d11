using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>Writes early stopping as the section <c>search</c> of a sweep's file has it.</summary>
internal static class StopWriter
{
    /// <summary>The lines of the section that say how trials are stopped early; empty if they are not.</summary>
    public static string Lines(StopSpec? stop)
    {
        if (stop is null) { return ""; }
        var lag = stop.Lag is { } number ? string.Create(CultureInfo.InvariantCulture, $"{{ lag: {number} }}") : "yes";
        return $"  stop: {Rule(stop)}\n{(stop.IsRepeatable ? $"  repeatable: {lag}\n" : "")}";
    }

    private static string Rule(StopSpec stop) => stop.Kind is StopKind.Asha
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{{ asha: {{ rungs: [{string.Join(", ", stop.Rungs)}], factor: {stop.Factor}, guard: {stop.Guard}, "
                + $"brackets: {stop.Brackets}, mode: {(stop.Ends ? "stop" : "promote")}{(stop.InFileOrder ? ", order: file" : "")} }} }}")
        : string.Create(
            CultureInfo.InvariantCulture, $"{{ median: {{ trials: {stop.Trials}, from: {stop.From}, every: {stop.Every} }} }}");
}
