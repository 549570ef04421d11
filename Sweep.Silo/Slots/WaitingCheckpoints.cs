using System.Collections.Immutable;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>
/// The checkpoints of an attempt that wait to be stored: the newest and the best, which may be one and the same. Older ones are dropped,
/// because no attempt would continue from them. They are stored in the order of their steps. Not thread-safe.
/// </summary>
internal sealed class WaitingCheckpoints
{
    private CheckpointInfo? _newest;
    private CheckpointInfo? _best;

    /// <summary>The one that is stored next; null if none waits.</summary>
    public CheckpointInfo? Next => _best is null || _newest?.Step < _best.Step ? _newest : _best;

    /// <summary>The steps of those that wait.</summary>
    public (long? Newest, long? Best) Steps => (_newest?.Step, _best?.Step);

    /// <summary>Adds what was written at once.</summary>
    /// <returns>The checkpoints that wait no longer. A step that was saved twice is one file, so it is none of them.</returns>
    public ImmutableArray<CheckpointInfo> Put(WrittenCheckpoints written)
    {
        if (written == default) { return []; }
        var before = All();
        (_newest, _best) = (written.Newest ?? _newest, written.Best ?? _best);
        return [.. before.Where(old => All().All(kept => kept.Location != old.Location))];
    }

    /// <summary>Takes the next one.</summary>
    public CheckpointInfo? Take()
    {
        var next = Next;
        if (next?.Location == _newest?.Location) { _newest = null; }
        if (next?.Location == _best?.Location) { _best = null; }
        return next;
    }

    /// <summary>Drops all.</summary>
    /// <returns>Those that waited.</returns>
    public ImmutableArray<CheckpointInfo> Clear()
    {
        var before = All();
        (_newest, _best) = (null, null);
        return before;
    }

    private ImmutableArray<CheckpointInfo> All() =>
        [.. new[] { _newest, _best }.OfType<CheckpointInfo>().DistinctBy(checkpoint => checkpoint.Location)];
}
