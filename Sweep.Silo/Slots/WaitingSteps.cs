namespace Sweep.Silo.Slots;

/// <summary>
/// The steps with points that wait for the database, in their order. Where they are more than a bound, neighbouring summary intervals become one
/// (<see cref="MergedStep"/>), the shortest and of these the oldest first: what waits longest gets thinner evenly, and the newest keeps its resolution as long
/// as possible. What may not be merged (an epoch's end, a text) is few and stays, beyond the bound if need be; a quarter of the bound is left to the others all the
/// same. Not thread-safe.
/// </summary>
/// <param name="mostPoints">The bound, in points; a histogram counts as five.</param>
internal sealed class WaitingSteps(int mostPoints)
{
    private const int SummaryWeight = 5;

    private Queue<WaitingStep> _steps = new();
    private long? _last;
    private int _weight;
    private int _beyond;

    public bool IsEmpty => _steps.Count == 0;

    public static int Weigh(TrainingNews news) => news.Points.Length + (SummaryWeight * (news.Summary?.Histograms.Length ?? 0));

    /// <summary>Training begins here: what the first points cover is known only where that is the trial's beginning.</summary>
    public void BeginAt(long step) => _last = step == 0 ? 0 : null;

    public void Add(TrainingNews news)
    {
        var step = news.Progress.Step;
        _steps.Enqueue(new(news, step - _last));
        _last = step;
        _weight += Weigh(news);
    }

    /// <summary>The next step in order.</summary>
    /// <param name="upTo">The last step that is meant.</param>
    /// <returns>Null where there is none.</returns>
    public TrainingNews? Take(long upTo)
    {
        if (_steps.Count == 0 || _steps.Peek().Step > upTo) { return null; }
        var news = _steps.Dequeue().News;
        _weight -= Weigh(news);
        if (_weight <= mostPoints) { _beyond = 0; }
        return news;
    }

    /// <summary>Whether there is a step up to this one.</summary>
    public bool HasAny(long upTo) => _steps.Count > 0 && _steps.Peek().Step <= upTo;

    public void Clear()
    {
        _steps.Clear();
        _weight = 0;
    }

    /// <summary>Makes room where the bound is passed: a quarter of it, so that this is seldom done; less where the rest would be too little for what can be merged.</summary>
    /// <param name="checkpoint">The step of the checkpoint that waits: what comes before it is never merged with what comes after, for it is stored with that.</param>
    /// <returns>Points that are no longer there, because others stand for them.</returns>
    public int Thin(long? checkpoint)
    {
        if (_weight <= mostPoints + _beyond) { return 0; }
        var (quarter, merged) = (mostPoints / 4, 0);
        var goal = Math.Max(mostPoints - quarter, Fixed() + quarter);
        while (_weight > goal && Shortest(checkpoint) is { } shortest && Merge(goal, 2 * shortest, checkpoint) is > 0 and var points) { merged += points; }

        // Where little can be merged, looking for it at each step would be for nothing.
        _beyond = Math.Max(0, _weight + quarter - mostPoints);
        return merged;
    }

    /// <returns>The weight of what is never merged.</returns>
    private int Fixed()
    {
        var weight = 0;
        foreach (var step in _steps)
        {
            if (!MergedStep.IsPlain(step)) { weight += Weigh(step.News); }
        }

        return weight;
    }

    /// <returns>The fewest steps that two neighbours cover which may be merged; null where there are none.</returns>
    private long? Shortest(long? checkpoint)
    {
        WaitingStep? before = null;
        long? shortest = null;
        foreach (var step in _steps)
        {
            if (MergedStep.IsAllowed(before, step, checkpoint) && before.Covers + step.Covers is { } both && !(both >= shortest)) { shortest = both; }
            before = step;
        }

        return shortest;
    }

    /// <summary>Goes over all from the oldest on, until there is room.</summary>
    /// <param name="below">Merged steps cover fewer than this: what was merged before is not merged again while there is finer.</param>
    private int Merge(int goal, long below, long? checkpoint)
    {
        var (rest, points) = (new Queue<WaitingStep>(_steps.Count), 0);
        WaitingStep? before = null;
        foreach (var step in _steps)
        {
            if (_weight > goal && MergedStep.IsAllowed(before, step, checkpoint) && before.Covers + step.Covers < below)
            {
                var merged = MergedStep.Of(before, step);
                _weight -= Weigh(before.News) + Weigh(step.News) - Weigh(merged.News);
                points += before.News.Points.Length + step.News.Points.Length - merged.News.Points.Length;
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

/// <summary>A step that waits.</summary>
/// <param name="Covers">Steps since the points before; null where nobody knows: the first of an attempt that went on from a checkpoint.</param>
internal sealed record WaitingStep(TrainingNews News, long? Covers)
{
    public long Step => News.Progress.Step;
}
