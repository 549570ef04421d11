using System.Diagnostics.Metrics;

namespace Sweep.Silo.Telemetry;

/// <summary>Counts errors of event files: each time that one could not be opened, written or completed.</summary>
internal static class EventFileErrors
{
    public const string Meter = "Sweep.Logs";

    public const string Instrument = "sweep.event_file.errors";

    private static readonly Meter _meter = new(Meter);

    private static readonly Counter<long> _errors =
        _meter.CreateCounter<long>(Instrument, "{error}", "TensorBoard files that could not be opened or written.");

    public static void Count() => _errors.Add(1);

    /// <summary>Makes the counter appear at 0 from the start, because a rate needs a zero to rise from.</summary>
    public static void Announce() => _errors.Add(0);
}
