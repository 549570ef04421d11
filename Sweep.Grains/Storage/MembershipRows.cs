using System.Globalization;
using System.Text.Json;

namespace Sweep.Grains.Storage;

/// <summary>Converts between Orleans' membership entries and rows.</summary>
internal sealed class MembershipRows(string clusterId, DatabaseTime time)
{
    public string ClusterId => clusterId;

    /// <summary>Makes the row of a new silo.</summary>
    /// <param name="version">The membership's version that adds it.</param>
    public MemberRecord ToRow(MembershipEntry entry, int version) => new()
    {
        ClusterId = clusterId,
        Address = Key(entry.SiloAddress),
        SiloName = entry.SiloName,
        HostName = entry.HostName,
        Status = entry.Status.ToString(),
        ProxyPort = entry.ProxyPort,
        Suspicions = Suspicions(entry),
        StartedAt = time.ToStored(entry.StartTime),
        AliveAt = AliveAt(entry),
        Etag = Etag(version),
    };

    public Tuple<MembershipEntry, string> ToMember(MemberRecord row) => Tuple.Create(
        new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(row.Address),
            SiloName = row.SiloName,
            HostName = row.HostName,
            Status = Enum.Parse<SiloStatus>(row.Status),
            ProxyPort = row.ProxyPort,
            SuspectTimes = [.. Read(row.Suspicions).Select(suspicion =>
                Tuple.Create(SiloAddress.FromParsableString(suspicion.Silo), time.ToLocal(suspicion.At)))],
            StartTime = time.ToLocal(row.StartedAt),
            IAmAliveTime = time.ToLocal(row.AliveAt),
        },
        row.Etag);

    public DateTimeOffset AliveAt(MembershipEntry entry) => time.ToStored(entry.IAmAliveTime);

    public string Suspicions(MembershipEntry entry) => JsonSerializer.Serialize(
        (entry.SuspectTimes ?? []).Select(suspicion => new Suspicion(Key(suspicion.Item1), time.ToStored(suspicion.Item2))));

    /// <summary>Whether the latest news of a silo, suspicions included, is older than a time of this process.</summary>
    public bool IsOlder(MemberRecord row, DateTimeOffset local)
    {
        var limit = time.ToStored(local.UtcDateTime);
        return row.StartedAt < limit && row.AliveAt < limit && Read(row.Suspicions).All(suspicion => suspicion.At < limit);
    }

    public static string Key(SiloAddress address) => address.ToParsableString();

    /// <summary>Versions are never used twice, so the version that a row was written with shows whether it was written since.</summary>
    public static string Etag(int version) => version.ToString(CultureInfo.InvariantCulture);

    public static TableVersion Version(int version) => new(version, Etag(version));

    private static Suspicion[] Read(string json) => JsonSerializer.Deserialize<Suspicion[]>(json) ?? [];

    private sealed record Suspicion(string Silo, DateTimeOffset At);
}
