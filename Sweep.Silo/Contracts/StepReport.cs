using System.Collections.Immutable;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Contracts;

/// <summary>
/// What training reports about the step that it has just made: one report for each step, from step 1 on. A report that breaks a rule fails
/// the trial.
/// </summary>
/// <param name="values">
/// Values by the names of metrics, each name once. If the trainable declares metrics, it reports no others. A value may be NaN or infinite.
/// </param>
public sealed class StepReport(params ImmutableArray<(string Metric, double Value)> values)
{
    /// <summary>The step's values.</summary>
    public ImmutableArray<(string Metric, double Value)> Values { get; } = values.IsDefault ? [] : values;

    /// <summary>Distributions, for example of weights, such as <see cref="HistogramSummary.Of"/> makes. Default empty.</summary>
    public ImmutableArray<HistogramSummary> Histograms { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Texts in Markdown. Default empty.</summary>
    public ImmutableArray<TextSummary> Texts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Images as PNG files, up to 1 MiB each. They are kept in the database. Default empty.</summary>
    public ImmutableArray<ImageSummary> Images { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether there is something besides the values.</summary>
    internal bool HasSummary => !Histograms.IsEmpty || !Texts.IsEmpty || !Images.IsEmpty;

    /// <summary>The names of what there is besides the values.</summary>
    internal IEnumerable<string> Names =>
        [.. Histograms.Select(one => one.Name), .. Texts.Select(one => one.Name), .. Images.Select(one => one.Name)];
}
