using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Sweep.Silo.Telemetry;

/// <summary>The bucket bounds of histograms. OpenTelemetry's defaults, up to 10,000, do not fit seconds.</summary>
internal static class HistogramBuckets
{
    /// <summary>Bounds for steps: a step takes a millisecond in a small network, and some seconds in the largest.</summary>
    private static readonly double[] _steps = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    /// <summary>Bounds for database writes and checkpoints.</summary>
    private static readonly double[] _writes = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>Bounds for long times: from an epoch of a few sentences, or a slot that was already free, up to a day.</summary>
    private static readonly double[] _long = [0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 3600, 14_400, 86_400];

    private static readonly double[] _bytes = [1e4, 1e5, 5e5, 1e6, 5e6, 1e7, 5e7, 1e8, 5e8, 1e9];

    private static readonly Dictionary<string, double[]> _bounds = new()
    {
        ["sweep.training.step.duration"] = _steps,
        ["sweep.training.epoch.duration"] = _long,
        ["sweep.queue.waiting.time"] = _long,
        ["sweep.checkpoint.duration"] = _writes,
        ["sweep.database.write.duration"] = _writes,
        ["sweep.checkpoint.size"] = _bytes,
    };

    public static MeterProviderBuilder AddHistogramBuckets(this MeterProviderBuilder builder) => builder.AddView(Of);

    private static ExplicitBucketHistogramConfiguration? Of(Instrument instrument) =>
        _bounds.TryGetValue(instrument.Name, out var bounds) ? new() { Boundaries = bounds } : null;
}
