namespace Sweep.Grains.Trials;

/// <summary>The status of a trial. All values from <see cref="Completed"/> on are final: no later write changes them.</summary>
public enum TrialStatus
{
    /// <summary>Waits for a slot; also after its silo died or handed it back.</summary>
    Pending = 0,

    /// <summary>An attempt is training it.</summary>
    Running = 1,

    /// <summary>Waits for a person to resume it.</summary>
    Paused = 2,

    /// <summary>Waits at a level of its resource until the search promotes it or ends it.</summary>
    Held = 3,

    /// <summary>Trained to its last epoch, or until it had not improved for as long as its sweep is patient.</summary>
    Completed = 10,

    /// <summary>Early stopping ended it.</summary>
    Pruned = 11,

    /// <summary>Its loss became NaN or infinite. It is ranked last and never retried.</summary>
    Diverged = 12,

    /// <summary>It ended with an error after the last allowed retry.</summary>
    Failed = 13,

    /// <summary>A person cancelled it.</summary>
    Cancelled = 14,
}

public static class TrialStatusExtensions
{
    /// <summary>Whether no further attempt can change the trial.</summary>
    public static bool IsFinal(this TrialStatus status) => status >= TrialStatus.Completed;
}
