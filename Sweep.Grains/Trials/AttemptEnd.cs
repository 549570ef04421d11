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

    /// <summary>Its silo died or fell silent.</summary>
    Lost,
}
