using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>The learning curves of a sweep: those of the best trials or of chosen ones, and the band in which the trials lie.</summary>
internal static class SeriesEndpoints
{
    private const int MostSeries = 200;
    private const int MostPoints = 1000;
    private const int MostPointsInAll = 12_000;

    // More trials change the band by less than a line's width.
    private const int MostInBand = 200;

    public static void MapSeries(this IEndpointRouteBuilder api) => api.MapGet("/sweeps/{id}/series", ReadAsync)
        .WithSummary("One metric of the best trials, or of chosen ones, thinned, and the band in which the trials lie.");

    private static Task<Answer> ReadAsync(
        HttpContext context, string id, string? metric, int? top, string? trials, int? points, bool? band,
        ApiSource source, SweepFinder finder, SweepLooks looks, SweepWatches watches) =>
        watches.AnswerAsync(context, id, token => BuildAsync(id, metric, top, trials, points, band, source, finder, looks, token));

    private static async Task<Answer> BuildAsync(
        string id, string? metric, int? top, string? trials, int? points, bool? band,
        ApiSource source, SweepFinder finder, SweepLooks looks, CancellationToken cancellationToken)
    {
        var sweep = await finder.SweepAsync(id, cancellationToken);
        var look = await looks.LookAsync(sweep.Id, cancellationToken);
        var name = SweepMetrics.Named(look, metric);
        var ranked = await source.Reader.RanksAsync(sweep.Id, cancellationToken);
        var ranks = ranked.Index().ToDictionary(one => one.Item, one => one.Index + 1);
        var chosen = Chosen(look, trials, [.. ranked.Take(Query.Number("top", top, 20, 0, MostSeries))]);
        var most = Math.Min(Query.Number("points", points, 150, 4, MostPoints), Math.Max(4, MostPointsInAll / Math.Max(1, chosen.Count)));
        var series = await source.Reader.SeriesAsync(sweep.Id, name, chosen, cancellationToken);
        var byTrial = series.ToDictionary(one => one.Trial, one => one.Points);
        var summaries = look.Trials.ToDictionary(trial => trial.Id.Number);
        var shown = chosen.Where(trial => byTrial.ContainsKey(trial) && summaries.ContainsKey(trial));
        return Answer.Of(new JsonObject
        {
            ["metric"] = name,
            ["x"] = "step",
            ["series"] = JsonText.Array(shown.Select(trial => new JsonObject
            {
                ["trial"] = trial,
                ["label"] = Phrases.Label(sweep, summaries[trial]),
                ["status"] = summaries[trial].Status.ToString(),
                ["rank"] = ranks.TryGetValue(trial, out var rank) ? rank : null,
                ["points"] = PointJson.Array(Thinned.Of(byTrial[trial], most)),
            })),
            ["band"] = band ?? true ? await BandAsync(source.Reader, look, name, ranked, cancellationToken) : null,
        });
    }

    /// <param name="ranked">The numbers of all trials, best first; some are taken evenly from them.</param>
    /// <returns>Null if fewer than two trials have a point.</returns>
    private static async Task<JsonArray?> BandAsync(
        SweepReader reader, SweepLook look, string metric, IReadOnlyList<int> ranked, CancellationToken cancellationToken)
    {
        var last = look.Trials.Select(trial => trial.Step).DefaultIfEmpty().Max();
        if (ranked.Count < 2 || last == 0) { return null; }
        var count = Math.Min(MostInBand, ranked.Count);
        List<int> among = [.. Enumerable.Range(0, count).Select(index => ranked[(int)((long)index * ranked.Count / count)])];
        return CurveBand.Of(await reader.MeansAsync(look.Sweep.Id, metric, among, CurveBand.Span(last), cancellationToken));
    }

    private static List<int> Chosen(SweepLook look, string? trials, List<int> best)
    {
        var texts = Query.List(trials);
        if (texts.Count == 0) { return best; }
        if (texts.Count > MostSeries) { throw ApiException.BadRequest($"trials has {texts.Count} numbers; allowed: up to {MostSeries}."); }
        var known = look.Trials.Select(trial => trial.Id.Number).ToHashSet();
        return [.. texts.Select(Number).Distinct()];

        int Number(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && known.Contains(number)
                ? number
                : throw ApiException.NotFound(
                    $"{look.Sweep.Folder} has no trial {Spelling.Quote(text)}: its trials are numbered from 1 to {known.Count}.");
    }
}
