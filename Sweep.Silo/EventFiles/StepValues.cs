using System.Globalization;
using Sweep.Grains.Trials;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>Converts what a step has in addition to its points to values of its record.</summary>
internal static class StepValues
{
    /// <summary>
    /// The tag of a scalar for what no histogram can hold: the number of elements that are NaN or infinite, over all tensors. Only steps
    /// with such elements have it.
    /// </summary>
    public const string NotFiniteTag = "train/not_finite";

    /// <summary>The tag of the text that names the tensors with such elements.</summary>
    public const string NotFiniteTextTag = "not_finite";

    public static IEnumerable<Summary.Types.Value> Of(StepSummary summary)
    {
        foreach (var histogram in summary.Histograms.Where(histogram => !histogram.Counts.IsDefaultOrEmpty))
        {
            yield return SummaryValues.Histogram(histogram.Name, HistogramRows.Of(histogram));
        }

        var notFinite = summary.Histograms.Where(histogram => histogram.NotFinite > 0).ToList();
        if (notFinite.Count > 0)
        {
            // One scalar, not one per tensor, so that a trial has few scalar tags.
            yield return SummaryValues.Scalar(NotFiniteTag, notFinite.Sum(histogram => histogram.NotFinite));
            yield return SummaryValues.Text(NotFiniteTextTag, Describe(notFinite));
        }

        foreach (var text in summary.Texts)
        {
            yield return SummaryValues.Text(text.Name, text.Text);
        }

        foreach (var image in summary.Images.Where(image => PngSize.IsPng(image.Png.Span)))
        {
            yield return SummaryValues.Image(image.Name, image.Png);
        }
    }

    private static string Describe(IEnumerable<HistogramSummary> histograms)
    {
        var table = new MarkdownTable("NaN or infinite elements of");
        foreach (var histogram in histograms)
        {
            table.Row(histogram.Name, string.Create(
                CultureInfo.InvariantCulture, $"{histogram.NotFinite} of {histogram.NotFinite + histogram.Counts.Sum()}"));
        }

        return table.ToString();
    }
}
