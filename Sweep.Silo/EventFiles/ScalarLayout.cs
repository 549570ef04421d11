using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Sweep.Grains.Sweeps;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>Makes the layout of TensorBoard's custom scalars: which scalars share a chart.</summary>
internal static class ScalarLayout
{
    private const string Plugin = "custom_scalars";

    /// <summary>Makes the record, one for all trials, in the folder above them.</summary>
    public static Summary.Types.Value Record(TrainableSchema schema) =>
        SummaryValues.Bytes(Plugin + "__config__", Plugin, Layout(ChartsOf(schema)));

    /// <summary>The charts that the trainable declares; by default one for each metric.</summary>
    private static ImmutableArray<MetricChart> ChartsOf(TrainableSchema schema) => schema.Charts.IsEmpty
        ? [.. schema.Metrics.Select(metric => new MetricChart(metric.Name, metric.Name, [metric.Name]))]
        : schema.Charts;

    /// <summary>Layout: category 2. Category: title 1, chart 2. Chart: title 1, multiline 2 (tags 1, as regular expressions).</summary>
    private static ByteString Layout(ImmutableArray<MetricChart> charts) => MessageBytes.Of(layout =>
    {
        foreach (var category in charts.GroupBy(chart => chart.Category))
        {
            layout.Message(2, message =>
            {
                message.Text(1, category.Key);
                foreach (var chart in category)
                {
                    message.Message(2, fields => Chart(fields, chart));
                }
            });
        }
    });

    private static void Chart(MessageBytes fields, MetricChart chart)
    {
        fields.Text(1, chart.Title);
        fields.Message(2, lines =>
        {
            foreach (var metric in chart.Metrics)
            {
                lines.Text(1, $"^{Regex.Escape(ScalarValues.TagOf(metric))}$");
            }
        });
    }
}
