using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Clustering;

/// <summary>Tells clients which silos they can connect to: the active gateways, read from the same rows as the silos' own table.</summary>
internal sealed class GatewayList(StoreSession session, IOptions<ClusterOptions> cluster, IOptions<GatewayOptions> gateways)
    : IGatewayListProvider
{
    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync();

    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken = default)
    {
        var clusterId = cluster.Value.ClusterId;
        var rows = await session.ReadAsync(
            db => db.Members
                .Where(member => member.ClusterId == clusterId && member.Status == nameof(SiloStatus.Active) && member.ProxyPort > 0)
                .Select(member => new { member.Address, member.ProxyPort })
                .ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.Select(row => Gateway(SiloAddress.FromParsableString(row.Address), row.ProxyPort).ToGatewayUri())];
    }

    private static SiloAddress Gateway(SiloAddress silo, int port) => SiloAddress.New(silo.Endpoint.Address, port, silo.Generation);
}
