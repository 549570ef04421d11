using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Clustering;

/// <summary>
/// Reads the silos from Orleans' membership. A silo that leaves counts as alive until it is gone: it hands its trials back itself, with a
/// new checkpoint, and a silo that took them earlier would only repeat work. Silos of other clusters over the same database train its
/// trials too, so they are included.
/// </summary>
/// <param name="clock">The database's clock.</param>
internal sealed class SiloDirectory(
    IClusterMembershipService membership, StoreSession session, TimeProvider clock, IOptions<ClusterOptions> cluster) : ISiloDirectory
{
    /// <summary>
    /// How long a silo of another cluster counts as alive after its last sign of life; silos give one every 5 s. Its own cluster declares
    /// it dead much sooner, unless that whole cluster died.
    /// </summary>
    private static readonly TimeSpan _longestSilence = TimeSpan.FromMinutes(1);

    private static readonly SiloStatus[] _alive = [SiloStatus.Joining, SiloStatus.Active, SiloStatus.ShuttingDown, SiloStatus.Stopping];
    private static readonly string[] _aliveWords = [.. _alive.Select(status => status.ToString())];

    private IReadOnlyList<string> _others = [];

    public IReadOnlySet<string>? AliveSilos
    {
        get
        {
            var snapshot = membership.CurrentSnapshot;
            return snapshot.Version == MembershipVersion.MinValue
                ? null
                : snapshot.Members.Values.Where(member => _alive.Contains(member.Status)).Select(member => member.Name)
                    .Concat(Volatile.Read(ref _others)).ToFrozenSet(StringComparer.Ordinal);
        }
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await membership.Refresh(cancellationToken: cancellationToken);
        var (own, since) = (cluster.Value.ClusterId, clock.GetUtcNow() - _longestSilence);
        var others = await session.ReadAsync(
            db => db.Members.Where(member => member.ClusterId != own && _aliveWords.Contains(member.Status) && member.AliveAt > since)
                .Select(member => member.SiloName)
                .ToListAsync(cancellationToken),
            cancellationToken);
        Volatile.Write(ref _others, others);
    }
}
