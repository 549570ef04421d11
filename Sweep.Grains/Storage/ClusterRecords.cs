namespace Sweep.Grains.Storage;

/// <summary>A row of <c>members</c>: one silo of one cluster, alive or dead. Times are the database's.</summary>
internal sealed class MemberRecord
{
    public required string ClusterId { get; init; }

    /// <summary>Orleans' parsable address with the generation, which is unique for each start of a silo.</summary>
    public required string Address { get; init; }

    public required string SiloName { get; init; }

    public required string HostName { get; init; }

    /// <summary>Orleans' SiloStatus as a word.</summary>
    public required string Status { get; init; }

    /// <summary>The gateway's port; 0 if the silo has no gateway.</summary>
    public int ProxyPort { get; init; }

    /// <summary>JSON: which silos suspected it, and when.</summary>
    public required string Suspicions { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset AliveAt { get; init; }

    /// <summary>Changes with every write except those of <see cref="AliveAt"/>.</summary>
    public required string Etag { get; init; }
}

/// <summary>A row of <c>membership_versions</c>. Every change of a cluster's membership first increments its version.</summary>
internal sealed class MembershipVersionRecord
{
    public required string ClusterId { get; init; }

    public int Version { get; init; }
}

/// <summary>A row of <c>reminders</c>.</summary>
internal sealed class ReminderRecord
{
    public required string ServiceId { get; init; }

    public required string GrainId { get; init; }

    public required string Name { get; init; }

    /// <summary>The grain's uniform hash, 0 to 2^32 - 1. Silos divide the reminders by ranges of it.</summary>
    public long GrainHash { get; init; }

    public DateTimeOffset StartAt { get; init; }

    public TimeSpan Period { get; init; }

    public required string Etag { get; init; }
}
