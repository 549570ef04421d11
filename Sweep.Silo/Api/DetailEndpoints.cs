using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>One trial: its state, its points, its log, and its histograms and texts.</summary>
internal static class DetailEndpoints
{
    public static void MapDetails(this IEndpointRouteBuilder api)
    {
        var trial = api.MapGroup("/sweeps/{id}/trials/{number:int}");
        trial.MapGet("", OneAsync).WithSummary("One trial, with its attempts, checkpoints and decisions.");
        trial.MapGet("/points", PointsAsync).WithSummary("One metric of a trial, thinned.");
        trial.MapGet("/log", LogAsync).WithSummary("What the program of an attempt has written; of the newest, if none is named.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
        trial.MapGet("/summaries", SummariesAsync).WithSummary("The histograms and texts of a trial, in pages of steps.");
        trial.MapGet("/recorded", RecordedAsync).WithSummary("Maps of a trial's histograms over its steps, and its newest texts.");
        api.MapGet("/sweeps/{id}/timeline", TimelineAsync).WithSummary("The attempts of a sweep on their silos, and its newest events.");
    }

    private static Task<Answer> OneAsync(
        HttpContext context, string id, int number, ApiSource source, SweepFinder finder, SweepLooks looks, SweepWatches watches) =>
        watches.AnswerAsync(context, id, async token =>
        {
            var sweep = await finder.SweepAsync(id, token);
            var trial = await finder.TrialAsync(sweep, number, token);
            var json = TrialEndpoints.Json(sweep, trial);
            var decisions = await DecisionEndpoints.AboutAsync(source, await looks.LookAsync(sweep.Id, token), trial, token);
            json["attempts"] = TimelineJson.Attempts(await source.Reader.AttemptsAsync(sweep.Id, number, token));
            json["checkpoints"] = JsonText.Array((await source.Reader.CheckpointsAsync(sweep.Id, number, token)).Select(Checkpoint));
            json["decisions"] = DecisionEndpoints.Json(sweep.Spec, decisions);
            json["metrics"] = JsonText.Array(trial.Latest.Keys.Select(name => (JsonNode)name));
            json["logged_attempts"] = JsonText.Array(
                (await source.Reader.LoggedAttemptsAsync(trial.Id, token)).Select(attempt => (JsonNode)attempt));
            return Answer.Of(json);
        });

    private static JsonObject Checkpoint(KeptCheckpoint kept) => new()
    {
        ["step"] = kept.Step,
        ["attempt"] = kept.Attempt,
        ["bytes"] = kept.Bytes,
        ["sha256"] = kept.Sha256,
        ["recorded_at"] = kept.RecordedAt,
    };

    private static Task<Answer> PointsAsync(
        HttpContext context, string id, int number, string? metric, int? max, long? after,
        ApiSource source, SweepFinder finder, SweepLooks looks, SweepWatches watches)
    {
        var most = Query.Number("max", max, 1000, 4, 1000);
        return watches.AnswerAsync(context, id, async token =>
        {
            var sweep = await finder.SweepAsync(id, token);
            _ = await finder.TrialAsync(sweep, number, token);
            var name = SweepMetrics.Named(await looks.LookAsync(sweep.Id, token), metric);
            var series = await source.Reader.SeriesAsync(sweep.Id, name, [number], token);
            IReadOnlyList<MetricPoint> points = series is [var one] ? one.Points : [];
            if (after is { } step) { points = [.. points.Where(point => point.Step > step)]; }
            return Answer.Of(new JsonObject { ["metric"] = name, ["points"] = PointJson.Array(Thinned.Of(points, most)) });
        });
    }

    private static async Task<Answer> LogAsync(
        string id, int number, int? attempt, ApiSource source, SweepFinder finder, CancellationToken cancellationToken)
    {
        var sweep = await finder.SweepAsync(id, cancellationToken);
        var trial = await finder.TrialAsync(sweep, number, cancellationToken);
        var kept = await source.Reader.LoggedAttemptsAsync(trial.Id, cancellationToken);
        var wanted = attempt ?? (kept is [.., var newest] ? newest : 0);
        return await source.Reader.LogAsync(trial.Id, wanted, cancellationToken) is { } log
            ? Answer.Text(log.Text, "text/plain")
            : throw ApiException.NotFound(kept.Count == 0
                ? $"No attempt of trial {number} has a log."
                : $"Attempt {wanted} of trial {number} has no log; these have: {string.Join(", ", kept)}.");
    }

    private static async Task<Answer> SummariesAsync(
        string id, int number, long? after, int? limit, ApiSource source, SweepFinder finder, CancellationToken cancellationToken)
    {
        var most = Query.Limit(limit, 20, 200);
        var sweep = await finder.SweepAsync(id, cancellationToken);
        var trial = await finder.TrialAsync(sweep, number, cancellationToken);
        var found = await source.Reader.SummariesAsync(trial.Id, after ?? -1, most + 1, cancellationToken);
        var page = found.Take(most).ToList();
        return Answer.Of(new JsonObject
        {
            ["summaries"] = JsonText.Array(page.Select(SummaryJson.Of)),
            ["next"] = found.Count > most ? page[^1].Step.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    private static Task<Answer> RecordedAsync(
        HttpContext context, string id, int number, ApiSource source, SweepFinder finder, SweepWatches watches) =>
        watches.AnswerAsync(context, id, async token =>
        {
            var sweep = await finder.SweepAsync(id, token);
            var trial = await finder.TrialAsync(sweep, number, token);
            return Answer.Of(await RecordedJson.ReadAsync(source.Reader, trial.Id, token));
        });

    private static Task<Answer> TimelineAsync(
        HttpContext context, string id, int? limit, ApiSource source, SweepFinder finder, SweepWatches watches)
    {
        var most = Query.Limit(limit, 2000, 10_000);
        return watches.AnswerAsync(context, id, async token =>
        {
            var sweep = await finder.SweepAsync(id, token);
            var attempts = await source.Reader.AttemptsAsync(sweep.Id, trial: null, token);
            var events = await source.Reader.NewestEventsAsync(sweep.Id, Math.Min(most, EventTail.Page), token);
            return Answer.Of(TimelineJson.Of(attempts, most, events));
        });
    }
}
