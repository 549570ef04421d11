using Sweep.Grains.Trials;

namespace Sweep.Client.SweepReport.Analysis;

/// <summary>How long a trial had trained at a step, by its speed: without validation, and without the time in which it waited.</summary>
/// <param name="speeds">Its <c>perf/steps_per_second</c>, ascending by step.</param>
internal sealed class TrainingClock(IReadOnlyList<MetricPoint> speeds)
{
    public const string Metric = "perf/steps_per_second";

    private readonly IReadOnlyList<MetricPoint> _speeds = [.. speeds.Where(point => point.Value > 0 && double.IsFinite(point.Value))];

    /// <returns>Seconds; null where no speed is known.</returns>
    public double? SecondsAt(long step)
    {
        if (_speeds.Count == 0) { return null; }
        var (seconds, from) = (0.0, 0L);
        foreach (var (_, to, speed) in _speeds)
        {
            seconds += Math.Max(0, Math.Min(step, to) - from) / speed;
            if (step <= to) { return seconds; }
            from = to;
        }

        return seconds + ((step - from) / _speeds[^1].Value);
    }
}
