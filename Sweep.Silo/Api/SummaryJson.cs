using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>Writes the histograms and texts of a step.</summary>
internal static class SummaryJson
{
    public static JsonObject Of(StepSummary summary) => new()
    {
        ["step"] = summary.Step,
        ["histograms"] = JsonText.Array(summary.Histograms.Select(Of)),
        ["texts"] = JsonText.Array(Texts(summary).Select(text => new JsonObject { ["name"] = text.Name, ["text"] = text.Text })),
    };

    /// <summary>The texts of a step; none if a release without texts stored it.</summary>
    public static ImmutableArray<TextSummary> Texts(StepSummary summary) => summary.Texts.IsDefault ? [] : summary.Texts;

    private static JsonObject Of(HistogramSummary histogram) => new()
    {
        ["name"] = histogram.Name,
        ["left"] = JsonText.Number(histogram.Left),
        ["right"] = JsonText.Number(histogram.Right),
        ["counts"] = JsonText.Array(histogram.Counts.Select(count => (JsonNode)count)),
        ["not_finite"] = histogram.NotFinite,
    };
}
