using Sweep.Grains.Storage;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// The queue's picture of what waits and what runs. It may be older than the database: a trial it gives out may be gone, which the claim then finds out. Of each
/// sweep it holds only the next few trials, so that it costs the same however many there are.
/// </summary>
internal sealed class PendingTrials
{
    private readonly Dictionary<Guid, SweepLine> _lines = [];
    private readonly Dictionary<(string Silo, int Slot), Guid> _busy = [];

    /// <summary>Whether the database may hold trials that are not here.</summary>
    public bool IsStale { get; private set; } = true;

    /// <summary>The sweep whose turn it is; null when nothing waits. It may have to be read first.</summary>
    /// <param name="passedBy">Sweeps whose turn it is not, whatever the order says.</param>
    public SweepLine? Next(IReadOnlyCollection<Guid> passedBy) =>
        _lines.Values.Where(line => !line.IsEmpty && !passedBy.Contains(line.Id)).Min(TrialOrder.Instance);

    public void MarkStale() => IsStale = true;

    /// <summary>Says that what the database held from now on is on its way to <see cref="Load"/>; what changes meanwhile makes it stale again.</summary>
    public void BeginLoad() => IsStale = false;

    public void Load(QueuePicture picture)
    {
        _lines.Clear();
        _busy.Clear();
        foreach (var sweep in picture.Sweeps) { _lines.Add(sweep.Id, new(sweep)); }
        foreach (var busy in picture.Busy)
        {
            _busy[(busy.Silo, busy.Slot)] = busy.Sweep;
            Count(busy.Sweep, 1);
        }
    }

    /// <summary>Whether a trial runs for a slot, as far as is known here.</summary>
    public bool IsBusy(string silo, int slot) => _busy.ContainsKey((silo, slot));

    /// <summary>A slot asks for work: what it trained has ended.</summary>
    public void Free(string silo, int slot)
    {
        if (_busy.Remove((silo, slot), out var sweep)) { Count(sweep, -1); }
    }

    /// <summary>A slot has got a trial of a sweep, which <see cref="SweepLine.Take"/> has counted.</summary>
    public void Occupy(string silo, int slot, Guid sweep) => _busy[(silo, slot)] = sweep;

    private void Count(Guid sweep, int more)
    {
        if (_lines.TryGetValue(sweep, out var line)) { line.Running += more; }
    }
}
