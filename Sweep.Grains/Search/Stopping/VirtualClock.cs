namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// The time of a repeatable search: some virtual workers train, and each unit of the resource takes one tick. What is decided at a tick
/// depends on the trainings that have ended until then, and not on how long they really take.
/// </summary>
/// <param name="workers">How many trainings there are at once, at least 1.</param>
public sealed class VirtualClock(int workers)
{
    private readonly SortedSet<(long End, int Number)> _busy = [];

    /// <summary>The time in units of the resource, from 0.</summary>
    public long Tick { get; private set; }

    public bool HasFreeWorker => _busy.Count < workers;

    /// <summary>Lets a worker train a combination for so many units.</summary>
    public void Begin(int number, long units) => _busy.Add((Tick + units, number));

    /// <summary>Goes on to the next time at which a training ends.</summary>
    /// <param name="isKnown">Whether the result of a combination is known.</param>
    /// <returns>
    /// The combinations that end there, by number; none if no worker trains, or if one of their results is not known yet.
    /// </returns>
    public IReadOnlyList<int> Advance(Func<int, bool> isKnown)
    {
        if (_busy.Count == 0) { return []; }
        var next = Math.Max(Tick, _busy.Min.End);
        List<(long End, int Number)> ending = [.. _busy.TakeWhile(one => one.End <= next)];
        return ending.All(one => isKnown(one.Number)) ? End(ending, next) : [];
    }

    /// <summary>Goes on to a time at which something was decided.</summary>
    /// <returns>The combinations that end until then. Those whose results are not known (again) go on.</returns>
    public IReadOnlyList<int> MoveTo(long tick, Func<int, bool> isKnown) =>
        End([.. _busy.TakeWhile(one => one.End <= tick).Where(one => isKnown(one.Number))], Math.Max(Tick, tick));

    private List<int> End(List<(long End, int Number)> ending, long tick)
    {
        Tick = tick;
        foreach (var one in ending) { _busy.Remove(one); }
        return [.. ending.Select(one => one.Number).Order()];
    }
}
