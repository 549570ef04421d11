using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>Lists the columns of the live table, and the order in which a narrow terminal drops them.</summary>
internal static class LiveColumns
{
    public static List<FittedColumn<TrialSummary>> All(SweepSummary sweep) =>
    [
        new("trial", 0, false, trial => Numbers.Count(trial.Id.Number)),
        .. sweep.VariedNames.Select(
            (name, index) => new FittedColumn<TrialSummary>(name, 3 + index, false, trial => TrialText.Cell(sweep, trial, name))),
        new("status", 1, true, trial => trial.Status.ToString()),
        new(
            sweep.Spec.Schema.Resource.Name, 60, false, trial => TrialText.Progress(sweep.Spec.Schema.Resource, trial)),
        .. sweep.Spec.Schema.Metrics.SelectMany(metric =>
            sweep.Spec.Schema.Heading(metric) is { } heading ? new[] { OfMetric(sweep.Spec.Schema, metric, heading) } : []),
        new(
            "left",
            61,
            false,
            trial => trial.Status is TrialStatus.Running ? Numbers.Duration(TimeLeft.Of(sweep.Spec.Schema, trial)) : ""),
    ];

    private static FittedColumn<TrialSummary> OfMetric(
        TrainableSchema schema, MetricDefinition metric, string heading) => metric switch
        {
            { Interval: MetricInterval.Rate } => new(
                heading,
                63,
                false,
                trial => trial.Status is TrialStatus.Running ? Numbers.Rate(TimeLeft.Rate(schema, trial)) : ""),
            { Interval: MetricInterval.Mean } =>
                new(heading, 62, false, trial => Numbers.Loss(TrialText.Latest(trial, metric.Name))),
            _ => new(heading, 2, false, trial => TrialText.Value(metric, TrialText.Latest(trial, metric.Name))),
        };
}
