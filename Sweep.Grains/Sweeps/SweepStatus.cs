namespace Sweep.Grains.Sweeps;

/// <summary>Where a sweep stands.</summary>
public enum SweepStatus
{
    /// <summary>Its trials are trained, or wait for a slot.</summary>
    Running = 0,

    /// <summary>Waits for a person to resume it (also: was interrupted, embedded mode).</summary>
    Paused = 1,

    /// <summary>Every trial is final.</summary>
    Completed = 10,

    /// <summary>Ended by a person.</summary>
    Cancelled = 11,
}
