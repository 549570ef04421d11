using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>
/// Computes how long a trial had trained when it reached a step, from its speed. The time excludes validation and waiting.
/// </summary>
/// <param name="speeds">The trial's steps per second, in ascending order of steps.</param>
internal sealed class TrainingClock(IReadOnlyList<MetricPoint> speeds)
{
    private readonly List<Mark> _marks = Marks(speeds);

    /// <returns>Seconds; null if no speed is known.</returns>
    public double? SecondsAt(long step)
    {
        if (_marks.Count == 0) { return null; }

        // Uses binary search, because it is called for every point of a curve.
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

    /// <param name="To">The last step at which a speed applies; the last speed also applies beyond it.</param>
    /// <param name="Seconds">Seconds until that step.</param>
    private readonly record struct Mark(long To, double Speed, double Seconds);
}
