using System.Collections.Frozen;

namespace Sweep.Grains.Clustering;

/// <summary>
/// The silos of Orleans' membership. One that leaves counts as alive until it is gone: it hands its trials back itself, with a checkpoint made just then,
/// and whoever took them before would only repeat work.
/// </summary>
internal sealed class SiloDirectory(IClusterMembershipService membership) : ISiloDirectory
{
    public IReadOnlySet<string>? AliveSilos
    {
        get
        {
            var snapshot = membership.CurrentSnapshot;
            return snapshot.Version == MembershipVersion.MinValue
                ? null
                : snapshot.Members.Values.Where(IsAlive).Select(member => member.Name).ToFrozenSet(StringComparer.Ordinal);
        }
    }

    public Task RefreshAsync(CancellationToken cancellationToken) => membership.Refresh(cancellationToken: cancellationToken).AsTask();

    private static bool IsAlive(ClusterMember member) =>
        member.Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;
}
