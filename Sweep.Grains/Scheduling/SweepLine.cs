using Sweep.Grains.Storage;

namespace Sweep.Grains.Scheduling;

/// <summary>The trials of one sweep that wait, as far as they have been read, and how many slots it has.</summary>
internal sealed class SweepLine(WaitingSweep sweep)
{
    private readonly Queue<int> _trials = new();
    private bool _isReadToItsEnd;

    public Guid Id => sweep.Id;

    public int Priority => sweep.Priority;

    public DateTimeOffset CreatedAt => sweep.CreatedAt;

    /// <summary>Slots that train a trial of it, those that were just given one included.</summary>
    public int Running { get; set; }

    /// <summary>The last number that was read: what is missing comes after it.</summary>
    public int ReadTo { get; private set; }

    /// <summary>Whether the database must be asked before anybody knows if a trial waits.</summary>
    public bool MustRead => _trials.Count == 0 && !_isReadToItsEnd;

    /// <summary>Whether no trial of it waits.</summary>
    public bool IsEmpty => _trials.Count == 0 && _isReadToItsEnd;

    /// <summary>Appends the next numbers.</summary>
    /// <param name="asked">How many were asked for: fewer are the last ones.</param>
    public void Append(IReadOnlyList<int> numbers, int asked)
    {
        foreach (var number in numbers) { _trials.Enqueue(number); }
        if (numbers.Count > 0) { ReadTo = numbers[^1]; }
        _isReadToItsEnd = numbers.Count < asked;
    }

    /// <summary>The trial with the lowest number; it counts as running from now on.</summary>
    public int Take()
    {
        Running++;
        return _trials.Dequeue();
    }
}
