namespace Sweep.Grains.Queue;

/// <summary>Which waiting trial comes first, over all sweeps: the older sweep's, and in a sweep the lower number.</summary>
internal sealed class TrialOrder : IComparer<PendingTrial>
{
    public static TrialOrder Instance { get; } = new();

    public int Compare(PendingTrial? x, PendingTrial? y)
    {
        if (x is null || y is null) { return Comparer<bool>.Default.Compare(x is not null, y is not null); }
        var bySweep = x.SweepCreatedAt.CompareTo(y.SweepCreatedAt);
        if (bySweep == 0) { bySweep = x.Trial.SweepId.CompareTo(y.Trial.SweepId); }
        return bySweep != 0 ? bySweep : x.Trial.Number.CompareTo(y.Trial.Number);
    }
}
