namespace Sweep.Tests.Slots;

/// <summary>The details of a silo that only has a name.</summary>
internal sealed class TestSilo : ILocalSiloDetails
{
    public string Name => "silo-1";

    public string ClusterId => "test";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => SiloAddress.Zero;

    public SiloAddress GatewayAddress => SiloAddress.Zero;
}
