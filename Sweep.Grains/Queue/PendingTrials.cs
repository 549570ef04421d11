using System.Diagnostics.CodeAnalysis;

namespace Sweep.Grains.Queue;

/// <summary>
/// The queue's picture of what waits, in order. It may be older than the database: a trial it gives out may be gone, which the claim then finds out.
/// </summary>
internal sealed class PendingTrials
{
    private readonly Queue<PendingTrial> _trials = new();

    /// <summary>Whether the database may hold trials that are not here.</summary>
    public bool IsStale { get; private set; } = true;

    public void MarkStale() => IsStale = true;

    /// <summary>Says that what the database held from now on is on its way to <see cref="Load"/>; what changes meanwhile makes it stale again.</summary>
    public void BeginLoad() => IsStale = false;

    public void Load(IEnumerable<PendingTrial> trials)
    {
        _trials.Clear();
        foreach (var trial in trials.Order(TrialOrder.Instance)) { _trials.Enqueue(trial); }
    }

    public bool TryTake([NotNullWhen(true)] out PendingTrial? trial) => _trials.TryDequeue(out trial);
}
