namespace Sweep.Grains.Sweeps;

/// <summary>The status of a sweep.</summary>
public enum SweepStatus
{
    /// <summary>Its trials are being trained, or wait for a slot.</summary>
    Running = 0,

    /// <summary>Waits for a person to resume it; an interrupted sweep of an embedded process has this status too.</summary>
    Paused = 1,

    /// <summary>Every trial is final.</summary>
    Completed = 10,

    /// <summary>A person cancelled it.</summary>
    Cancelled = 11,
}
