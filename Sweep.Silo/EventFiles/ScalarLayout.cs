using System.Text.RegularExpressions;
using Google.Protobuf;
using Sweep.Model.Configuration;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>Makes the layout of TensorBoard's custom scalars: which scalars share a chart.</summary>
internal static class ScalarLayout
{
    private const string Plugin = "custom_scalars";

    // Perplexity comes first: that of a trial that diverged is infinite and not drawn, while its loss, in the thousands, flattens those
    // of all others. Only losses of one kind are comparable, NCE with NCE, so the cross-entropy has a chart of its own.
    private static readonly (string Category, (string Title, string[] Tags)[] Charts)[] _categories =
    [
        ("perplexity", [("perplexity on the held-out words", [MetricNames.ValidationPerplexity])]),
        ("loss",
        [
            ("NCE loss, training and validation", [MetricNames.TrainLoss, MetricNames.ValidationNce]),
            ("cross-entropy on the held-out words", [MetricNames.ValidationLoss]),
        ]),
        ("speed", [("steps per second", [MetricNames.StepsPerSecond])]),
    ];

    /// <summary>Makes the record, one for all trials, in the folder above them.</summary>
    public static Summary.Types.Value Record() => SummaryValues.Bytes(Plugin + "__config__", Plugin, Layout());

    /// <summary>Layout: category 2. Category: title 1, chart 2. Chart: title 1, multiline 2 (tags 1, as regular expressions).</summary>
    private static ByteString Layout() => MessageBytes.Of(layout =>
    {
        foreach (var (category, charts) in _categories)
        {
            layout.Message(2, message =>
            {
                message.Text(1, category);
                foreach (var (title, tags) in charts)
                {
                    message.Message(2, chart => Chart(chart, title, tags));
                }
            });
        }
    });

    private static void Chart(MessageBytes chart, string title, string[] tags)
    {
        chart.Text(1, title);
        chart.Message(2, lines =>
        {
            foreach (var tag in tags)
            {
                lines.Text(1, $"^{Regex.Escape(tag)}$");
            }
        });
    }
}
