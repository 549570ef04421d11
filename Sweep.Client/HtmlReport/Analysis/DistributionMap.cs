using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>A tensor's distributions over a trial's steps, converted to bins that all trials share.</summary>
/// <param name="Low">The lower end of the lowest bin.</param>
/// <param name="High">The upper end of the highest bin.</param>
/// <param name="Steps">The step of each column, ascending.</param>
/// <param name="Columns">For each step, the share of elements in each bin, in thousandths, the lowest bin first.</param>
/// <param name="NotFinite">Number of elements that were NaN or infinite, over all steps.</param>
internal sealed record DistributionMap(
    double Low, double High, IReadOnlyList<long> Steps, IReadOnlyList<IReadOnlyList<int>> Columns, long NotFinite)
{
    /// <summary>Number of bins in a column.</summary>
    public const int Bins = 32;

    /// <summary>The range of all finite elements; null if no element is finite.</summary>
    public static (double Low, double High)? Range(IEnumerable<TrialHistograms> trials)
    {
        var finite = trials.SelectMany(trial => trial.Steps).Select(step => step.Histogram).Where(one => one.Counts.Length > 0).ToList();
        if (finite.Count == 0) { return null; }
        var (low, high) = (finite.Min(one => one.Left), finite.Max(one => one.Right));
        return high > low ? (low, high) : (low - 0.5, high + 0.5);
    }

    public static DistributionMap Of(TrialHistograms trial, double low, double high) => new(
        low,
        high,
        [.. trial.Steps.Select(step => step.Step)],
        [.. trial.Steps.Select(step => Column(step, low, high))],
        trial.Steps.Sum(step => step.Histogram.NotFinite));

    /// <summary>The data of its chart.</summary>
    public JsonObject ToJson() => new()
    {
        ["low"] = Phrases.Plotted(Low),
        ["high"] = Phrases.Plotted(High),
        ["steps"] = JsonSerializer.SerializeToNode(Steps),
        ["columns"] = JsonSerializer.SerializeToNode(Columns),
    };

    /// <summary>Spreads the elements of a bin evenly over it, because a histogram does not say more.</summary>
    private static int[] Column(StepHistogram step, double low, double high)
    {
        var (histogram, shares, width) = (step.Histogram, new double[Bins], (high - low) / Bins);
        var own = (histogram.Right - histogram.Left) / histogram.Counts.Length;
        var total = Math.Max(1, histogram.Counts.Sum());
        foreach (var (index, count) in histogram.Counts.Index())
        {
            var (left, right) = (histogram.Left + (index * own), histogram.Left + ((index + 1) * own));
            var (first, last) = (Bin(left), Bin(right));
            for (var bin = first; bin <= last; bin++)
            {
                var overlap = Math.Min(right, low + ((bin + 1) * width)) - Math.Max(left, low + (bin * width));
                shares[bin] += (double)count / total * (first == last ? 1 : Math.Max(0, overlap) / own);
            }
        }

        return [.. shares.Select(share => (int)Math.Round(1000 * share))];

        int Bin(double value) => Math.Clamp((int)((value - low) / width), 0, Bins - 1);
    }
}
