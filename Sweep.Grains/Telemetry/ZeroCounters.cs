using System.Diagnostics.Metrics;

namespace Sweep.Grains.Telemetry;

/// <summary>Counters that stand at 0 from the beginning: a series that begins with its first event has no rate for it, and no alert sees it.</summary>
public static class ZeroCounters
{
    /// <summary>A counter without tags.</summary>
    public static Counter<long> CreateZeroCounter(this Meter meter, string name, string unit, string description)
    {
        var counter = meter.CreateCounter<long>(name, unit, description);
        counter.Add(0);
        return counter;
    }

    /// <summary>A counter with one tag.</summary>
    /// <param name="meter">Whoever wants to see the zeros listens to it already.</param>
    /// <param name="name">As in <c>sweep.trials.ended</c>.</param>
    /// <param name="unit">What is counted, in braces.</param>
    /// <param name="description">For people.</param>
    /// <param name="tag">The tag's name.</param>
    /// <param name="values">The tag's values that stand at 0.</param>
    public static Counter<long> CreateZeroCounter(this Meter meter, string name, string unit, string description, string tag, IEnumerable<string> values)
    {
        var counter = meter.CreateCounter<long>(name, unit, description);
        foreach (var value in values) { counter.Add(0, new KeyValuePair<string, object?>(tag, value)); }
        return counter;
    }
}
