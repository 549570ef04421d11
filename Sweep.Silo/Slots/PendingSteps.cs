using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>
/// The steps with points that wait for the database, in their order. If there are more than a bound, neighbouring summary intervals are
/// merged into one (<see cref="MergedStep"/>): the shortest first, and of equally short ones the oldest first. So what waits longest gets
/// thinner evenly, and the newest steps keep their resolution as long as possible. Steps that may not be merged (an epoch's end, a text)
/// are few. They stay, beyond the bound if need be, and a quarter of the bound is left to the others in any case. Not thread-safe.
/// </summary>
/// <param name="mostPoints">The bound, in points; a histogram counts as five, an image by its bytes.</param>
/// <param name="schema">Says which metrics may be merged.</param>
internal sealed class PendingSteps(int mostPoints, TrainableSchema schema)
{
    private const int SummaryWeight = 5;

    // A point takes about as many bytes.
    private const int ImageBytesPerPoint = 80;

    private readonly MergedStep _merged = new(schema);
    private Queue<WaitingStep> _steps = new();
    private long? _last;
    private int _weight;
    private int _beyond;

    public bool IsEmpty => _steps.Count == 0;

    /// <summary>
    /// Whether so much waits that a training whose steps can wait elsewhere should hold them back. It is little, because what waits for
    /// long outlives the young generation, and is collected late.
    /// </summary>
    public bool IsFull => _weight > mostPoints / 256;

    public static int Weigh(WaitingStep report) =>
        report.Points.Length + (report.Summary is { } summary ? Weigh(summary) : 0);

    private static int Weigh(StepSummary summary) =>
        (SummaryWeight * summary.Histograms.Length) + summary.Images.Sum(image => image.Png.Length / ImageBytesPerPoint);

    /// <summary>
    /// Notes the step at which training begins. If that is not the trial's beginning, it is unknown how many steps the first points cover.
    /// </summary>
    public void BeginAt(long step) => _last = step == 0 ? 0 : null;

    /// <summary>Adds the points and the summary of a step.</summary>
    public void Add(WaitingStep report)
    {
        _steps.Enqueue(report with { Covers = report.Step - _last, Checkpoints = default, Vectors = null });
        _last = report.Step;
        _weight += Weigh(report);
    }

    /// <summary>Takes the next step in order.</summary>
    /// <param name="upTo">The last step that may be taken.</param>
    /// <returns>The step; null if none is left.</returns>
    public WaitingStep? Take(long upTo)
    {
        if (_steps.Count == 0 || _steps.Peek().Step > upTo) { return null; }
        var report = _steps.Dequeue();
        _weight -= Weigh(report);
        if (_weight <= mostPoints) { _beyond = 0; }
        return report;
    }

    /// <summary>Whether there is a step up to this one.</summary>
    public bool HasAny(long upTo) => _steps.Count > 0 && _steps.Peek().Step <= upTo;

    public void Clear()
    {
        _steps.Clear();
        _weight = 0;
    }

    /// <summary>
    /// Makes room when the bound is exceeded: a quarter of it, so that this happens seldom; less if the rest would be too little for the
    /// steps that can be merged.
    /// </summary>
    /// <param name="checkpoints">
    /// The steps of the checkpoints that wait. Points before one are stored with it, so they are never merged with points after it.
    /// </param>
    /// <returns>The number of points that were replaced by others.</returns>
    public int Thin((long? Newest, long? Best) checkpoints)
    {
        if (_weight <= mostPoints + _beyond) { return 0; }
        var (quarter, merged) = (mostPoints / 4, 0);
        var goal = Math.Max(mostPoints - quarter, Fixed() + quarter);
        while (_weight > goal && Shortest(checkpoints) is { } shortest
            && Merge(goal, 2 * shortest, checkpoints) is > 0 and var points) { merged += points; }

        // If little can be merged, searching at each step would be a waste.
        _beyond = Math.Max(0, _weight + quarter - mostPoints);
        return merged;
    }

    /// <returns>The weight of the steps that are never merged.</returns>
    private int Fixed()
    {
        var weight = 0;
        foreach (var step in _steps)
        {
            if (!_merged.IsPlain(step)) { weight += Weigh(step); }
        }

        return weight;
    }

    /// <returns>The fewest steps that two mergeable neighbours cover; null if there are none.</returns>
    private long? Shortest((long? Newest, long? Best) checkpoints)
    {
        WaitingStep? before = null;
        long? shortest = null;
        foreach (var step in _steps)
        {
            if (_merged.IsAllowed(before, step, checkpoints)
                && before.Covers + step.Covers is { } both && !(both >= shortest)) { shortest = both; }
            before = step;
        }

        return shortest;
    }

    /// <summary>Merges neighbours from the oldest on, until there is room.</summary>
    /// <param name="below">Merged steps cover fewer steps than this: a merged step is not merged again while finer ones are left.</param>
    private int Merge(int goal, long below, (long? Newest, long? Best) checkpoints)
    {
        var (rest, points) = (new Queue<WaitingStep>(_steps.Count), 0);
        WaitingStep? before = null;
        foreach (var step in _steps)
        {
            if (_weight > goal && _merged.IsAllowed(before, step, checkpoints) && before.Covers + step.Covers < below)
            {
                var merged = _merged.Of(before, step);
                _weight -= Weigh(before) + Weigh(step) - Weigh(merged);
                points += before.Points.Length + step.Points.Length - merged.Points.Length;
                rest.Enqueue(merged);
                before = null;
                continue;
            }

            if (before is not null) { rest.Enqueue(before); }
            before = step;
        }

        if (before is not null) { rest.Enqueue(before); }
        _steps = rest;
        return points;
    }
}
