namespace Sweep.Silo.Serving;

/// <summary>What happened to a silo.</summary>
internal enum ClusterChange
{
    Joined,
    Left,
    Died,

    /// <summary>It could not reach the others, or they could not reach it, before it became a member.</summary>
    Rejected,
}

/// <summary>Compares two snapshots of the cluster, and tells what happened to the other silos.</summary>
internal sealed class ClusterChanges
{
    private Dictionary<SiloAddress, SiloStatus> _known = [];

    /// <summary>Takes the current members as known: a silo that was dead before this one started is not reported.</summary>
    public void Begin(IEnumerable<ClusterMember> members) => _known = Statuses(members);

    public IReadOnlyList<(ClusterMember Member, ClusterChange Change)> Next(IEnumerable<ClusterMember> members)
    {
        var now = members.ToList();
        var changes = new List<(ClusterMember, ClusterChange)>();
        foreach (var member in now)
        {
            if (ChangeOf(_known.GetValueOrDefault(member.SiloAddress), member.Status) is { } change) { changes.Add((member, change)); }
        }

        _known = Statuses(now);
        return changes;
    }

    private static ClusterChange? ChangeOf(SiloStatus before, SiloStatus after) => (before, after) switch
    {
        (not SiloStatus.Active, SiloStatus.Active) => ClusterChange.Joined,
        (SiloStatus.Dead, SiloStatus.Dead) => null,
        (SiloStatus.ShuttingDown or SiloStatus.Stopping, SiloStatus.Dead) => ClusterChange.Left,
        (SiloStatus.Active, SiloStatus.Dead) => ClusterChange.Died,
        (_, SiloStatus.Dead) => ClusterChange.Rejected,
        _ => null,
    };

    private static Dictionary<SiloAddress, SiloStatus> Statuses(IEnumerable<ClusterMember> members) =>
        members.ToDictionary(member => member.SiloAddress, member => member.Status);
}
