using System.Diagnostics.Metrics;
using Sweep.Grains.Telemetry;

namespace Sweep.Silo.Telemetry;

/// <summary>Counts what could not be written to TensorBoard's event files.</summary>
internal static class EventFileErrors
{
    // Event files are written by classes that no container makes.
    private static readonly Meter _meter = new("Sweep.Logs");

    private static readonly Counter<long> _errors =
        _meter.CreateZeroCounter("sweep.event_file.errors", "{error}", "Event files that could not be opened or written.");

    /// <summary>A file could not be opened or written.</summary>
    public static void Count() => _errors.Add(1);

    /// <summary>Makes the counter stand at 0 for those who listen now.</summary>
    public static void Show() => _errors.Add(0);
}
