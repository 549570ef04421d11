namespace Sweep.Grains.Search;

/// <summary>What ends a search, and what a decision of it may know.</summary>
public sealed record SearchLimits
{
    /// <summary>The number of trials that each combination makes, one per seed. Default 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The most trials; null for no limit.</summary>
    public int? Trials { get; init; }

    /// <summary>The slot time in hours; null for no limit.</summary>
    public double? Hours { get; init; }

    /// <summary>The steps of all trials together; null for no limit.</summary>
    public long? Steps { get; init; }

    /// <summary>The number of combinations without a better value; null for no limit.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// If set, combination i is decided with the results of 0 … i − lag and no others, so that the decisions are the same with any number
    /// of slots.
    /// </summary>
    public int? Lag { get; init; }
}
