using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Client.Tables;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>What varies, as an axis of a chart: a list of values, or the range of a search.</summary>
/// <param name="Values">The values of a list; empty for a range.</param>
/// <param name="Low">The end of a range at which its lowest value is.</param>
/// <param name="IsLog">Whether a range is uniform in the logarithm.</param>
internal sealed record PlotAxis(string Name, ImmutableArray<string> Values, double Low = 0, double High = 0, bool IsLog = false)
{
    /// <summary>All that varies in a sweep; <c>seed</c> comes last if there are several seeds.</summary>
    public static IReadOnlyList<PlotAxis> Of(SweepSummary sweep) => sweep.Spec.Search is not { } search
        ? [.. Counted.Axes(sweep).Select(axis => new PlotAxis(axis.Name, [.. axis.Values]))]
        : [
            .. search.Space.Select(Of),
            .. Counted.Seeds(sweep).Select(seeds => new PlotAxis(seeds.Name, [.. seeds.Values])),
        ];

    public static PlotAxis Of(SpaceAxis axis) => axis.Values.IsEmpty
        ? new(axis.Name, [], Number(axis.From!), Number(axis.To!), axis.IsLog)
        : new(axis.Name, axis.Values);

    /// <summary>The place of a trial: an index in the list, or a number of the range; null if the trial lacks the hyperparameter.</summary>
    public double? PlaceOf(SweepSummary sweep, TrialSummary trial) => TrialText.Varied(sweep, trial, Name) switch
    {
        null => null,
        { } text when Values.IsEmpty => Number(text),
        { } text => Values.IndexOf(text),
    };

    /// <summary>The axis as the page's scripts take it.</summary>
    public JsonObject ToJson() => Values.IsEmpty
        ? new() { ["name"] = Name, ["low"] = Low, ["high"] = High, ["log"] = IsLog }
        : new() { ["name"] = Name, ["values"] = Phrases.Texts(Values) };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
