using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>One metric of a trainable, as data: a named series whose points trials report.</summary>
/// <param name="Name">Letters, digits, <c>_</c>, <c>-</c>, <c>.</c> and <c>/</c>.</param>
public sealed record MetricDefinition(string Name)
{
    /// <summary>Whether lower or higher values are better; null if neither is, or if it depends.</summary>
    public Goal? Goal { get; init; }

    /// <summary>What it measures, in one sentence; null if that is not said.</summary>
    public string? Description { get; init; }

    /// <summary>Whether tables, lines and pages that have room for a few metrics show it.</summary>
    public bool IsShown { get; init; }

    /// <summary>The heading of its column in the live table; null for its name if it is shown, and for no column if it is not.</summary>
    public string? Column { get; init; }

    /// <summary>Whether trials are compared by it if a sweep file names no objective.</summary>
    public bool IsObjective { get; init; }

    /// <summary>The metric whose exponential it is, as a perplexity is that of a cross-entropy; null if it is no exponential.</summary>
    public string? ExponentialOf { get; init; }

    /// <summary>
    /// Whether a trial reports it only at its end. Early stopping cannot compare trials by it, because they have no value before. Default
    /// false.
    /// </summary>
    public bool IsAtEnd { get; init; }

    /// <summary>What its values say about the steps since its point before.</summary>
    public MetricInterval Interval { get; init; }
}

/// <summary>What the values of a metric say about the steps since its point before.</summary>
public enum MetricInterval
{
    /// <summary>Nothing: a point stands for itself, and is never merged with others.</summary>
    None = 0,

    /// <summary>They are the mean over these steps.</summary>
    Mean = 1,

    /// <summary>They are the number of these steps per second.</summary>
    Rate = 2,

    /// <summary>They are about the last of these steps, so a later point may replace an earlier one.</summary>
    Last = 3,
}

/// <summary>Some metrics that share a chart in TensorBoard.</summary>
/// <param name="Category">The heading over the chart and its neighbours.</param>
public sealed record MetricChart(string Category, string Title, ImmutableArray<string> Metrics);
