using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Grains.Storage.Postgres;

namespace Sweep.Tests.Clustering;

/// <summary>Helps tests of memberships: makes silos, and tables of a cluster that belongs to one test.</summary>
public abstract class MembershipTests(ClusterDatabase database)
{
    /// <summary>A time without fractions of a second, so that a database returns exactly what was written.</summary>
    protected static readonly DateTime Noon = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    protected string ClusterId { get; } = Guid.NewGuid().ToString("n");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A silo that was started at noon and was last heard of a minute later.</summary>
    protected static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 10_000 + number, number),
        SiloName = $"silo-{number}",
        HostName = "baker-street",
        Status = status,
        ProxyPort = 20_000 + number,
        SuspectTimes = [],
        StartTime = Noon,
        IAmAliveTime = Noon.AddMinutes(1),
    };

    /// <summary>The text that silos should be read as, in the order of their numbers.</summary>
    protected static IEnumerable<string> Written(params MembershipEntry[] silos) => silos.Select(silo => silo.ToFullString());

    protected static IEnumerable<string> Read(MembershipTableData data) =>
        data.Members.Select(member => member.Item1)
            .OrderBy(member => member.SiloAddress.Generation)
            .Select(member => member.ToFullString());

    /// <param name="other">Names another cluster in the same database.</param>
    /// <param name="hoursBehind">The hours by which the machine's clock is behind the database's.</param>
    internal MembershipTable Table(string other = "", int hoursBehind = 0) =>
        new(database.Session, new PostgresClock(TimeSpan.FromHours(hoursBehind)), Cluster(other));

    internal GatewayList Gateways(string other = "") => new(database.Session, Cluster(other), Options.Create(new GatewayOptions()));

    /// <summary>Returns a table that holds the given silos, at a version equal to their number.</summary>
    internal async Task<MembershipTable> TableAsync(params MembershipEntry[] silos)
    {
        var table = Table();
        await table.InitializeMembershipTableAsync(true, Token);
        foreach (var silo in silos)
        {
            Assert.True(await table.InsertRowAsync(silo, (await table.ReadAllAsync(Token)).Version.Next(), Token));
        }
        return table;
    }

    private IOptions<ClusterOptions> Cluster(string other) =>
        Options.Create(new ClusterOptions { ClusterId = ClusterId + other, ServiceId = "sherlock" });
}
