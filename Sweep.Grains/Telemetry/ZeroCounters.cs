using System.Diagnostics.Metrics;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// Creates counters that show 0 from the beginning. If a series began with its first event, that event would not appear in its rate, and no
/// alert would see it.
/// </summary>
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
    /// <param name="meter">The meter; a listener that should see the zeros must already be attached.</param>
    /// <param name="name">The counter's name, such as <c>sweep.trials.ended</c>.</param>
    /// <param name="unit">The counted thing, in braces.</param>
    /// <param name="description">A description for people.</param>
    /// <param name="tag">The tag's name.</param>
    /// <param name="values">The tag's values whose counters start at 0.</param>
    public static Counter<long> CreateZeroCounter(
        this Meter meter, string name, string unit, string description, string tag, IEnumerable<string> values)
    {
        var counter = meter.CreateCounter<long>(name, unit, description);
        foreach (var value in values) { counter.Add(0, new KeyValuePair<string, object?>(tag, value)); }
        return counter;
    }
}
