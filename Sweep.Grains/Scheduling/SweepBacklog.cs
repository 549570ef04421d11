using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>The waiting trials of one sweep, as far as they have been read or proposed, and the number of its slots.</summary>
/// <param name="earlier">An older picture of the same sweep, whose measured times are still true; null for the first.</param>
internal sealed class SweepBacklog(WaitingSweep sweep, SweepBacklog? earlier = null)
{
    // Trials are assigned together after they were taken. Until then they wait in the database, and are read again if the reading begins
    // from the first one.
    private readonly HashSet<int> _taken = [];
    private Queue<CostedTrial> _trials = new();
    private bool _isReadToItsEnd;
    private bool _hasProposedAll = !sweep.IsSearching;
    private MeasuredSeconds? _measured = earlier?._measured;
    private int _ended = earlier?._ended ?? 0;

    public Guid Id => sweep.Id;

    /// <summary>The name of the sweep, which no other has.</summary>
    public string Folder => sweep.Folder;

    public TrainableId Trainable => sweep.Trainable;

    public int Priority => sweep.Priority;

    public DateTimeOffset CreatedAt => sweep.CreatedAt;

    /// <summary>Number of slots that train a trial of the sweep, including those that were just assigned one.</summary>
    public int Running { get; set; }

    /// <summary>Whether trials begin in order of falling cost; otherwise in the order of their numbers.</summary>
    public bool LongestFirst => sweep.LongestFirst;

    /// <summary>The last trial that was read, in the order of reading; null if none was.</summary>
    public CostedTrial? ReadTo { get; private set; }

    /// <summary>Whether only the database knows if a trial waits.</summary>
    public bool MustRead => _trials.Count == 0 && !_isReadToItsEnd;

    /// <summary>Whether no trial waits, but the sweep's search may propose one.</summary>
    public bool MustPropose => _trials.Count == 0 && _isReadToItsEnd && !_hasProposedAll;

    /// <summary>Whether no trial of the sweep waits or can be proposed.</summary>
    public bool IsEmpty => _trials.Count == 0 && _isReadToItsEnd && _hasProposedAll;

    /// <summary>
    /// Whether enough trials have ended since their times were looked at. The more have ended, the less one more changes, so a sweep of
    /// many trials looks seldom.
    /// </summary>
    public bool MustMeasure => LongestFirst && _trials.Count > 1 && (_measured is null || _ended > _measured.Trials / 8);

    /// <summary>Appends the next trials.</summary>
    /// <param name="asked">How many were requested; if fewer arrive, they are the last ones.</param>
    public void Append(IReadOnlyList<CostedTrial> trials, int asked)
    {
        foreach (var trial in trials.Where(trial => !_taken.Contains(trial.Number))) { _trials.Enqueue(trial); }
        if (trials.Count > 0) { ReadTo = trials[^1]; }
        _isReadToItsEnd = trials.Count < asked;
        Sort();
    }

    /// <summary>Records that a slot has ended a trial of the sweep.</summary>
    public void End()
    {
        Running--;
        _ended++;
    }

    /// <summary>Records what trials have really taken, and puts those that were read into the order that follows from it.</summary>
    public void Measure(MeasuredSeconds measured)
    {
        (_measured, _ended) = (measured, 0);
        Sort();
    }

    /// <summary>
    /// Records that the search was asked for trials. If the longest begin first, they are read from the database, which has their costs.
    /// </summary>
    /// <param name="trials">The trials that wait because of it; if none, it cannot add more now.</param>
    public void Propose(ImmutableArray<int> trials)
    {
        _hasProposedAll = trials.IsEmpty;
        if (LongestFirst && !trials.IsEmpty) { (ReadTo, _isReadToItsEnd) = (null, false); }
        else { foreach (var number in trials) { _trials.Enqueue(new(number, Cost: 0)); } }
    }

    /// <summary>Takes the next trial in order; it counts as running from now on.</summary>
    public int Take()
    {
        Running++;
        var number = _trials.Dequeue().Number;
        if (LongestFirst && sweep.IsSearching) { _taken.Add(number); }
        return number;
    }

    private void Sort()
    {
        if (_measured is not { } measured) { return; }
        _trials = new(_trials.OrderByDescending(trial => measured.Of(trial.Cost)).ThenBy(trial => trial.Number));
    }
}
