using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Sweep.Grains.Clustering;

/// <summary>
/// This silo's name and address. Among silos of one address and port the cluster takes the one with the highest generation for the
/// newest, and refuses the others. Orleans makes the generation from the machine's calendar clock, so that a silo whose clock was set
/// back could not come back until that time had passed again. This one makes it from the database's clock.
/// </summary>
/// <param name="clock">The database's clock.</param>
internal sealed class SiloDetails(
    IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoint, TimeProvider clock)
    : ILocalSiloDetails
{
    private readonly int _generation = NewGeneration(clock, TimeProvider.System);

    public string Name => silo.Value.SiloName;

    public string ClusterId => cluster.Value.ClusterId;

    public string DnsHostName { get; } = Dns.GetHostName();

    public SiloAddress SiloAddress => At(endpoint.Value.SiloPort, _generation);

    /// <summary>Clients know gateways by their endpoints alone.</summary>
    public SiloAddress GatewayAddress => At(endpoint.Value.GatewayPort, generation: 0);

    /// <summary>A generation in Orleans' own form, seconds since its epoch, but by another clock than the machine's.</summary>
    internal static int NewGeneration(TimeProvider clock, TimeProvider machine) =>
        SiloAddress.AllocateNewGeneration() + (int)Math.Round((clock.GetUtcNow() - machine.GetUtcNow()).TotalSeconds);

    private SiloAddress At(int port, int generation) => SiloAddress.New(endpoint.Value.AdvertisedIPAddress!, port, generation);
}
