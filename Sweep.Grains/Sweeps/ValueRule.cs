using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// What one value of a hyperparameter means for others and for metrics: which others it leaves unused, which of their values it excludes,
/// and which metrics its trials do not have.
/// </summary>
/// <param name="Name">The hyperparameter.</param>
/// <param name="Value">The canonical text of the value.</param>
public sealed record ValueRule(string Name, string Value)
{
    /// <summary>Hyperparameters that change nothing in a trial with the value.</summary>
    public ImmutableArray<string> Unused { get; init; } = [];

    /// <summary>A value of another hyperparameter that no trial may have together with the value; null if all are allowed.</summary>
    public ExcludedValue? Excluded { get; init; }

    /// <summary>Metrics that a trial with the value does not report.</summary>
    public ImmutableArray<string> Lacks { get; init; } = [];

    /// <summary>The reason why it does not, after a "which": <c>writes no text</c>.</summary>
    public string? LacksBecause { get; init; }
}

/// <summary>A value that a <see cref="ValueRule"/> excludes.</summary>
/// <param name="Because">The reason, after a "which": <c>predicts one word of each window</c>.</param>
public sealed record ExcludedValue(string Name, string Value, string Because);

/// <summary>A hyperparameter that a later version of a trainable does not have any more.</summary>
/// <param name="Instead">What a file says now instead.</param>
public sealed record RemovedHyperparameter(string Name, string Instead);
