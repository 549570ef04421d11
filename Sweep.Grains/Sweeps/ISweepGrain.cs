namespace Sweep.Grains.Sweeps;

/// <summary>Owns one sweep, keyed by its id: expands the grid, stores its trials, and steers it. Every call is safe to repeat.</summary>
[Alias("sweep.sweep")]
public interface ISweepGrain : IGrainWithGuidKey
{
    /// <summary>Expands and stores the sweep and its trials; a repeated call with the same id changes nothing.</summary>
    [Alias("submit")]
    Task SubmitAsync(SweepSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Ends all trials that are not final, and the sweep with them.</summary>
    [Alias("cancel")]
    Task CancelAsync(CancellationToken cancellationToken = default);

    /// <summary>Goes on with a paused or interrupted sweep. A cancelled or completed one stays so.</summary>
    [Alias("resume")]
    Task ResumeAsync(CancellationToken cancellationToken = default);

    /// <summary>A trial of it came to its end: the sweep is Completed when it was the last one.</summary>
    [Alias("trial-ended")]
    Task TrialEndedAsync(int trial, CancellationToken cancellationToken = default);
}

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
