namespace Sweep.Grains.Storage;

/// <summary>What the silos of a database do now.</summary>
/// <param name="Silos">By name. Programs that train over HTTP are among them while they train.</param>
/// <param name="Waiting">The number of trials that wait for a slot.</param>
public sealed record ClusterState(IReadOnlyList<ClusterSilo> Silos, int Waiting);

/// <summary>A silo, or a program that trains over HTTP.</summary>
/// <param name="Machine">The name of its machine; null if it is no member of a cluster.</param>
/// <param name="Address">Its address in the cluster; null if it is no member of one.</param>
/// <param name="Cluster">The cluster's name; null if it is no member of one.</param>
/// <param name="StartedAt">When it started; null if that is not known.</param>
/// <param name="Facts">What it has told the database; null for a program, and for a silo of a version that tells nothing.</param>
/// <param name="Training">What it trains, by slot.</param>
public sealed record ClusterSilo(
    string Name, string? Machine, string? Address, string? Cluster, DateTimeOffset? StartedAt, SiloFacts? Facts,
    IReadOnlyList<RunningTrial> Training)
{
    /// <summary>Whether it takes no trials, as people want, and trains nothing any more.</summary>
    public bool IsDrained => Facts is { Draining: not Draining.No, Following: not Draining.No } && Training.Count == 0;
}

/// <summary>A trial that a slot trains now.</summary>
/// <param name="Slot">The slot of the silo, from 1; null if it is not known.</param>
/// <param name="Since">When its attempt began.</param>
public sealed record RunningTrial(Guid SweepId, string Folder, int Trial, string Silo, int? Slot, DateTimeOffset Since);
