namespace Sweep.Grains.Trials;

/// <summary>How an attempt ended.</summary>
internal enum AttemptEnd
{
    Completed,
    Pruned,
    Diverged,
    Failed,
    Cancelled,
    HandedBack,

    /// <summary>It reached the level of its assignment.</summary>
    Held,

    /// <summary>Its silo died or fell silent.</summary>
    Lost,
}
