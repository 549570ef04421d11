using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>The waiting trials of one sweep, as far as they have been read or proposed, and the number of its slots.</summary>
internal sealed class SweepBacklog(WaitingSweep sweep)
{
    private readonly Queue<int> _trials = new();
    private bool _isReadToItsEnd;
    private bool _hasProposedAll = !sweep.IsSearching;

    public Guid Id => sweep.Id;

    /// <summary>The name of the sweep, which no other has.</summary>
    public string Folder => sweep.Folder;

    public TrainableId Trainable => sweep.Trainable;

    public int Priority => sweep.Priority;

    public DateTimeOffset CreatedAt => sweep.CreatedAt;

    /// <summary>Number of slots that train a trial of the sweep, including those that were just assigned one.</summary>
    public int Running { get; set; }

    /// <summary>The last number that was read; unread trials have higher numbers.</summary>
    public int ReadTo { get; private set; }

    /// <summary>Whether only the database knows if a trial waits.</summary>
    public bool MustRead => _trials.Count == 0 && !_isReadToItsEnd;

    /// <summary>Whether no trial waits, but the sweep's search may propose one.</summary>
    public bool MustPropose => _trials.Count == 0 && _isReadToItsEnd && !_hasProposedAll;

    /// <summary>Whether no trial of the sweep waits or can be proposed.</summary>
    public bool IsEmpty => _trials.Count == 0 && _isReadToItsEnd && _hasProposedAll;

    /// <summary>Appends the next numbers.</summary>
    /// <param name="asked">How many were requested; if fewer arrive, they are the last ones.</param>
    public void Append(IReadOnlyList<int> numbers, int asked)
    {
        foreach (var number in numbers) { _trials.Enqueue(number); }
        if (numbers.Count > 0) { ReadTo = numbers[^1]; }
        _isReadToItsEnd = numbers.Count < asked;
    }

    /// <summary>Records that the search was asked for trials.</summary>
    /// <param name="trials">The trials that wait because of it; if none, it cannot add more now.</param>
    public void Propose(ImmutableArray<int> trials)
    {
        foreach (var number in trials) { _trials.Enqueue(number); }
        _hasProposedAll = trials.IsEmpty;
    }

    /// <summary>Takes the trial with the lowest number; it counts as running from now on.</summary>
    public int Take()
    {
        Running++;
        return _trials.Dequeue();
    }
}
