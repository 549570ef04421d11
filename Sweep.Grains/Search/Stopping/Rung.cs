namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// One level and the values that trials had there. It keeps the best 1/factor of them apart, so that each change takes logarithmic time.
/// Equal values are in the order of the trials' numbers.
/// </summary>
internal sealed class Rung(int factor)
{
    private readonly SortedSet<(double Value, int Number)> _best = [];
    private readonly SortedSet<(double Value, int Number)> _others = [];
    private readonly SortedSet<(double Value, int Number)> _open = [];
    private readonly HashSet<int> _waiting = [];

    /// <summary>The number of trials that reached the level.</summary>
    public int Count => _best.Count + _others.Count;

    /// <summary>The number of trials that may go on.</summary>
    public int Places => _best.Count;

    /// <summary>The best trial among those that may go on and wait for it; null if none does.</summary>
    public int? Promotable => _open.Count > 0 ? _open.Min.Number : null;

    /// <summary>The value of the last trial that may go on; null if none may.</summary>
    public double? Cutoff => _best.Count > 0 ? _best.Max.Value : null;

    /// <param name="isWaiting">Whether the trial stops here until it is promoted.</param>
    public void Add(int number, double value, bool isWaiting)
    {
        if (isWaiting && double.IsFinite(value)) { _waiting.Add(number); }
        if (_best.Count > 0 && (value, number).CompareTo(_best.Max) < 0) { Enter((value, number)); }
        else { _others.Add((value, number)); }

        Balance();
    }

    public void Remove(int number, double value)
    {
        _waiting.Remove(number);
        _open.Remove((value, number));
        if (!_best.Remove((value, number))) { _others.Remove((value, number)); }
        Balance();
    }

    /// <summary>Notes that a trial goes on, or never will.</summary>
    public void Release(int number, double value)
    {
        _waiting.Remove(number);
        _open.Remove((value, number));
    }

    /// <summary>The rank of a trial, from 1. Takes linear time.</summary>
    public int RankOf(int number, double value) => 1 + _best.Concat(_others).Count(other => other.CompareTo((value, number)) < 0);

    private void Balance()
    {
        var places = Count / factor;
        while (_best.Count > places)
        {
            var last = _best.Max;
            _best.Remove(last);
            _open.Remove(last);
            _others.Add(last);
        }

        while (_best.Count < places)
        {
            var first = _others.Min;
            _others.Remove(first);
            Enter(first);
        }
    }

    private void Enter((double Value, int Number) entry)
    {
        _best.Add(entry);
        if (_waiting.Contains(entry.Number)) { _open.Add(entry); }
    }
}
