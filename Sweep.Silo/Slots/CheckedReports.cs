using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;

namespace Sweep.Silo.Slots;

/// <summary>
/// Checks what a training reports, before it is stored: a point that breaks a rule would be lost, or could not be stored at all. Each step
/// is reported once, because a point that comes later than its step's others would not be stored.
/// </summary>
/// <param name="from">The step at which training begins.</param>
internal sealed class CheckedReports(TrainableSchema schema, long from)
{
    /// <summary>The most bytes of one image, so that a trial's images fit into the database.</summary>
    internal const int MostImageBytes = 1 << 20;

    private readonly HashSet<string> _seen = [];
    private long _step = from;
    private long _reported = from;

    /// <summary>The points and the summary of an item.</summary>
    /// <param name="report">What the training yielded; null for nothing.</param>
    /// <exception cref="WrongReportException">It breaks a rule.</exception>
    public (ImmutableArray<MetricPoint> Points, StepSummary? Summary) Take(long step, StepReport? report)
    {
        if (step < _step) { throw Wrong($"The step fell from {_step} to {step}; allowed: steps that never fall."); }
        _step = step;
        if (report is null or { Values.IsEmpty: true, HasSummary: false }) { return ([], null); }
        Require(step);
        return ([.. report.Values.Select(value => Point(step, value))], Summary(step, report));
    }

    private void Require(long step)
    {
        if (step < 1)
        {
            throw Wrong($"The training reported at step {step}; allowed: steps from 1 on, because a step is reported after it was made.");
        }

        if (step == _reported)
        {
            throw Wrong($"The training reported step {step} twice; allowed: one report for each step, with all its values.");
        }

        _reported = step;
        _seen.Clear();
    }

    private MetricPoint Point(long step, (string Metric, double Value) value)
    {
        var (metric, number) = value;
        if (metric is null || !IsAllowed(metric)) { throw Unknown(step, metric ?? ""); }

        if (!_seen.Add(metric)) { throw Wrong($"Step {step} has the metric '{metric}' twice; allowed: each metric once."); }
        return new(metric, step, number);
    }

    private static StepSummary? Summary(long step, StepReport report)
    {
        if (!report.HasSummary) { return null; }
        foreach (var name in report.Names)
        {
            if (SchemaNames.IsTag(name)) { continue; }
            throw Wrong(
                $"Step {step} has a histogram, text or image of the name {Spelling.Quote(name ?? "")}; "
                + "allowed: one or more characters, none of them a control character.");
        }

        if (report.Images.FirstOrDefault(one => one.Png.Length > MostImageBytes || !PngSize.IsPng(one.Png.Span)) is { } image)
        {
            throw Wrong(
                $"The image '{image.Name}' of step {step} has {image.Png.Length} bytes; "
                + $"allowed: a PNG file of up to {MostImageBytes} bytes.");
        }

        return new(step, report.Histograms, report.Texts) { Images = report.Images };
    }

    /// <summary>A trainable that declares no metrics may report any.</summary>
    private bool IsAllowed(string metric) => schema.Metrics.IsEmpty
        ? SchemaNames.IsMetric(metric)
        : schema.Metric(metric) is not null || (!schema.Resource.IsStep && metric == schema.Resource.Name);

    private WrongReportException Unknown(long step, string metric) => schema.Metrics.IsEmpty
        ? Wrong($"Step {step} has the metric {Spelling.Quote(metric)}; allowed: names of {SchemaNames.MetricRule}.")
        : Wrong(
            $"Step {step} has the metric {Spelling.Quote(metric)}, which '{schema.Name}' does not declare; allowed: "
            + $"{string.Join(", ", Declared(schema))}{Spelling.Hint(metric, Declared(schema))}");

    private static IEnumerable<string> Declared(TrainableSchema schema)
    {
        var names = schema.Metrics.Select(metric => metric.Name);
        return schema.Resource.IsStep ? names : names.Append(schema.Resource.Name);
    }

    private static WrongReportException Wrong(string problem) => new(problem);
}

/// <summary>A training has reported what it may not. It would do so again, so the trial is not tried again.</summary>
internal sealed class WrongReportException(string why) : Exception(why);
