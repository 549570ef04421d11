using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>How long a trial had trained at a step, by its speed: without validation, and without the time in which it waited.</summary>
/// <param name="speeds">Its <c>perf/steps_per_second</c>, ascending by step.</param>
internal sealed class TrainingClock(IReadOnlyList<MetricPoint> speeds)
{
    public const string Metric = "perf/steps_per_second";

    private readonly List<Mark> _marks = Marks(speeds);

    /// <returns>Seconds; null where no speed is known.</returns>
    public double? SecondsAt(long step)
    {
        if (_marks.Count == 0) { return null; }

        // Asked for every point of a curve: a search, and not a walk.
        var (low, high) = (0, _marks.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _marks[middle].To < step ? (middle + 1, high) : (low, middle);
        }

        var mark = _marks[low];
        return mark.Seconds + ((Math.Max(0, step) - mark.To) / mark.Speed);
    }

    private static List<Mark> Marks(IReadOnlyList<MetricPoint> speeds)
    {
        var (marks, seconds, from) = (new List<Mark>(speeds.Count), 0.0, 0L);
        foreach (var (_, to, speed) in speeds.Where(point => point.Value > 0 && double.IsFinite(point.Value)))
        {
            seconds += (to - from) / speed;
            marks.Add(new(to, speed, seconds));
            from = to;
        }

        return marks;
    }

    /// <param name="To">The step up to which a speed holds; the last one holds beyond it too.</param>
    /// <param name="Seconds">Until then.</param>
    private readonly record struct Mark(long To, double Speed, double Seconds);
}
