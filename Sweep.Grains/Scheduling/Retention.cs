namespace Sweep.Grains.Scheduling;

/// <summary>
/// How long a cluster keeps what belongs to sweeps that have ended. Null, the default, keeps it until a person removes it.
/// </summary>
/// <param name="Checkpoints">After this time only the best trial of a sweep keeps its checkpoints.</param>
/// <param name="Events">After this time the events of a sweep are removed.</param>
/// <param name="Sweeps">After this time a sweep is deleted.</param>
public sealed record Retention(TimeSpan? Checkpoints = null, TimeSpan? Events = null, TimeSpan? Sweeps = null);
