namespace Sweep.Grains.Scheduling;

/// <summary>
/// Decides which sweep gets the next free slot: the one with the highest priority. If several have it, the one with the fewest slots comes
/// first, so that all get the same share and none waits for another to end; then the oldest one. Within a sweep the longest trial or the
/// lowest number comes first.
/// </summary>
internal sealed class TrialOrder : IComparer<SweepBacklog>
{
    public static TrialOrder Instance { get; } = new();

    public int Compare(SweepBacklog? x, SweepBacklog? y)
    {
        if (x is null || y is null) { return Comparer<bool>.Default.Compare(x is not null, y is not null); }
        var order = y.Priority.CompareTo(x.Priority);
        if (order == 0) { order = x.Running.CompareTo(y.Running); }
        if (order == 0) { order = x.CreatedAt.CompareTo(y.CreatedAt); }
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }
}
