using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// The queue's picture of waiting and running trials. It may be older than the database: if a trial that it returns is gone, the assignment
/// finds that out. It holds only the next few trials of each sweep.
/// </summary>
internal sealed class PendingTrials
{
    private readonly Dictionary<Guid, SweepBacklog> _lines = [];
    private readonly Dictionary<(string Silo, int Slot), Guid> _busy = [];

    /// <summary>Whether the database may hold trials that are missing here.</summary>
    public bool IsStale { get; private set; } = true;

    /// <summary>The sweeps that may have trials that wait, or may propose some.</summary>
    public IEnumerable<SweepBacklog> Lines => _lines.Values.Where(line => !line.IsEmpty);

    /// <summary>
    /// The sweep whose turn it is among those that a slot can train; null if none of them waits. Its trials may have to be read first.
    /// </summary>
    public SweepBacklog? Next(TrialRequest request) =>
        Lines.Where(line => request.Accepts(line.Id, line.Trainable)).Min(TrialOrder.Instance);

    /// <summary>
    /// How many of the next slots are this sweep's turn, if all of them are like this one: what its search may propose without knowing that
    /// another sweep comes first.
    /// </summary>
    /// <param name="slots">How many slots wait.</param>
    public int Turns(TrialRequest request, SweepBacklog sweep, int slots)
    {
        var next = Lines.Where(line => line != sweep && request.Accepts(line.Id, line.Trainable)).Min(TrialOrder.Instance);
        return next is null || next.Priority < sweep.Priority ? slots : Math.Clamp(next.Running - sweep.Running, 1, slots);
    }

    public void MarkStale() => IsStale = true;

    /// <summary>
    /// Records that the state of the database from now on is being read for <see cref="Load"/>; any later change makes the picture stale
    /// again.
    /// </summary>
    public void BeginLoad() => IsStale = false;

    public void Load(QueueSnapshot picture)
    {
        var earlier = _lines.ToDictionary();
        _lines.Clear();
        _busy.Clear();
        foreach (var sweep in picture.Sweeps) { _lines.Add(sweep.Id, new(sweep, earlier.GetValueOrDefault(sweep.Id))); }
        foreach (var busy in picture.Busy)
        {
            _busy[(busy.Silo, busy.Slot)] = busy.Sweep;
            if (_lines.TryGetValue(busy.Sweep, out var line)) { line.Running++; }
        }
    }

    /// <summary>Whether a trial runs for a slot, according to this picture.</summary>
    public bool IsBusy(string silo, int slot) => _busy.ContainsKey((silo, slot));

    /// <summary>Records that a slot requests work, so its previous trial has ended.</summary>
    public void Free(string silo, int slot)
    {
        if (_busy.Remove((silo, slot), out var sweep) && _lines.TryGetValue(sweep, out var line)) { line.End(); }
    }

    /// <summary>Records that a slot has got a trial of a sweep, which <see cref="SweepBacklog.Take"/> has counted.</summary>
    public void Occupy(string silo, int slot, Guid sweep) => _busy[(silo, slot)] = sweep;
}
