using System.Collections.Immutable;

namespace Sweep.Grains.Search.Stopping;

/// <summary>How one combination is, as its trials' rows say.</summary>
/// <param name="Values">
/// Its best value up to each rung that it has passed, to be minimized: the mean over its seeds, and infinite if a seed has none.
/// </param>
/// <param name="Newest">Its newest value at each of these rungs, in the same way.</param>
/// <param name="Steps">The steps that its trials had made together at each of these rungs.</param>
/// <param name="Cost">What its trials have cost so far.</param>
public sealed record StopResult(
    StopState State, ImmutableArray<double> Values, ImmutableArray<double> Newest, ImmutableArray<long> Steps, SearchCost Cost)
{
    /// <summary>The result of a combination that has just begun.</summary>
    public static StopResult None { get; } = new(StopState.Running, [], [], [], default);

    /// <summary>
    /// Whether it trains no more towards a rung: it has passed it, or will not. One that is held at an earlier rung was promoted just now.
    /// </summary>
    public bool IsKnownAt(int rung) => Values.Length > rung || State is not (StopState.Running or StopState.Held);
}

/// <summary>How a combination is.</summary>
public enum StopState
{
    /// <summary>It trains, or waits for a slot or a person.</summary>
    Running,

    /// <summary>It waits at a rung.</summary>
    Held,

    /// <summary>It has trained to its end.</summary>
    Completed,

    /// <summary>It was ended early.</summary>
    Pruned,

    /// <summary>Its objective became NaN or infinite.</summary>
    Diverged,

    /// <summary>Its program failed.</summary>
    Failed,

    /// <summary>It cannot be trained with its hyperparameters at all.</summary>
    Refused,

    /// <summary>A person cancelled it.</summary>
    Removed,
}
