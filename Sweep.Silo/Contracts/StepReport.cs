using System.Collections.Immutable;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Contracts;

/// <summary>What training reports about the step that it has just made.</summary>
/// <param name="values">Values by the names of metrics. A value may be NaN or infinite.</param>
public sealed class StepReport(params ImmutableArray<(string Metric, double Value)> values)
{
    /// <summary>The step's values.</summary>
    public ImmutableArray<(string Metric, double Value)> Values => values;

    /// <summary>Distributions, for example of weights. Default empty. They are kept only if there are values, too.</summary>
    public ImmutableArray<HistogramSummary> Histograms { get; init; } = [];

    /// <summary>Texts in Markdown. Default empty. They are kept only if there are values, too.</summary>
    public ImmutableArray<TextSummary> Texts { get; init; } = [];
}
