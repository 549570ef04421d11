using System.Net;
using Sweep.Grains.Storage;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

public sealed class AdvertisedAddressTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Towards_ADatabaseOnThisMachine_IsNoAddressForOthers() =>
        Assert.Null(await AdvertisedAddress.TowardsAsync("127.0.0.1", 5432, Token));

    [Theory]
    [InlineData("Host=db;Database=d", "db", 5432)]
    [InlineData("postgresql://u:p@10.0.0.7:6432/d", "10.0.0.7", 6432)]
    [InlineData("Host=/var/run/postgresql;Database=d", null, 0)]
    [InlineData("Host=one,two;Database=d", null, 0)]
    public void Machine_OfAConnection_IsTheOneWhereTheServerIs(string connection, string? host, int port) =>
        Assert.Equal(host is null ? null : (host, port), DatabaseLocation.Server(connection).Machine);

    [Fact]
    public async Task Find_ForASiloThatListensOnOneAddress_IsThatOne() => Assert.Equal(
        IPAddress.Loopback, await AdvertisedAddress.FindAsync(null, IPAddress.Loopback, ("10.0.0.7", 5432), Token));
}
