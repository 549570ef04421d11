using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>Writes what a trial recorded beside its metrics, ready to be drawn: a map of each tensor, and the newest texts.</summary>
internal static class RecordedJson
{
    private const int Page = 200;
    private const int MostTexts = 10;

    // A map with more steps is too wide to read, so steps between are left out.
    private const int MostSteps = 120;

    public static async Task<JsonObject> ReadAsync(ISweepReader reader, TrialId trial, CancellationToken cancellationToken)
    {
        List<StepSummary> steps = [];
        for (var more = true; more;)
        {
            var page = await reader.SummariesAsync(trial, steps is [.., var last] ? last.Step : -1, Page, cancellationToken);
            steps.AddRange(page);
            more = page.Count == Page;
        }

        var texts = steps.SelectMany(step => SummaryJson.Texts(step).Select(text => new JsonObject
        {
            ["step"] = step.Step,
            ["name"] = text.Name,
            ["text"] = text.Text,
        }));
        return new() { ["distributions"] = JsonText.Array(Maps(steps)), ["texts"] = JsonText.Array(texts.TakeLast(MostTexts).Reverse()) };
    }

    private static IEnumerable<JsonNode> Maps(List<StepSummary> steps)
    {
        var tensors = steps.SelectMany(step => step.Histograms.Select(one => new StepHistogram(step.Step, one)))
            .Where(step => step.Histogram.Counts.Length > 0)
            .GroupBy(step => step.Histogram.Name);
        foreach (var tensor in tensors)
        {
            var all = tensor.ToList();
            var every = ((all.Count - 1) / MostSteps) + 1;
            var shown = new TrialHistograms(1, [.. all.Where((_, index) => index % every == 0 || index == all.Count - 1)]);
            var (low, high) = DistributionMap.Range([shown])!.Value;
            var json = DistributionMap.Of(shown, low, high).ToJson();
            json["name"] = tensor.Key;
            yield return json;
        }
    }
}
