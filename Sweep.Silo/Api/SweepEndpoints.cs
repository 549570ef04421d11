using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>The list of sweeps, and one sweep without its trials.</summary>
internal static class SweepEndpoints
{
    /// <summary>How many sweeps of a list are looked at closely.</summary>
    internal const int MostRunning = 8;

    public static void MapSweeps(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sweeps", ListAsync).WithSummary("The sweeps, newest first, in pages.");
        api.MapGet("/sweeps/{id}", OneAsync).WithSummary("One sweep: its row, what it varies, and what can be asked about it.");
    }

    private static Task<Answer> ListAsync(
        HttpContext context, string? after, int? limit, ApiSource source, SweepLooks looks, SweepWatches watches) =>
        watches.ListAsync(context, () => PageAsync(after, limit, source, looks, CancellationToken.None));

    private static async Task<Answer> PageAsync(
        string? after, int? limit, ApiSource source, SweepLooks looks, CancellationToken cancellationToken)
    {
        var (last, most) = (Query.Id(after), Query.Limit(limit, 50, 500));
        var all = await source.Reader.ListAsync(cancellationToken);

        // Newer sweeps come before the last one of the page before.
        if (last is { } known && all.All(sweep => sweep.Id != known)) { throw Query.NoCursor(after!); }
        var rest = last is { } id ? all.SkipWhile(sweep => sweep.Id != id).Skip(1).ToList() : all;
        var page = rest.Take(most).ToList();
        var running = page.Where(sweep => sweep.Status is SweepStatus.Running).Take(MostRunning).Select(sweep => sweep.Id).ToHashSet();
        var standings = (await source.Reader.StandingsAsync(
            [.. page.Select(sweep => sweep.Id).Where(id => !running.Contains(id))], cancellationToken)).ToDictionary(one => one.Sweep);
        var rows = new JsonArray();
        foreach (var sweep in page)
        {
            rows.Add(running.Contains(sweep.Id)
                ? RowJson.Of(await looks.LookAsync(sweep.Id, cancellationToken))
                : RowJson.Of(sweep, standings.GetValueOrDefault(sweep.Id)));
        }

        return Answer.Of(new JsonObject { ["sweeps"] = rows, ["next"] = page.Count < rest.Count ? page[^1].Id.ToString("n") : null });
    }

    private static Task<Answer> OneAsync(
        HttpContext context, string id, ApiSource source, SweepFinder finder, SweepLooks looks, SweepWatches watches) =>
        watches.AnswerAsync(context, id, token => BuildAsync(context.Caller(), id, source, finder, looks, token));

    private static async Task<Answer> BuildAsync(
        Caller caller, string id, ApiSource source, SweepFinder finder, SweepLooks looks, CancellationToken cancellationToken)
    {
        var sweep = await finder.SweepAsync(id, cancellationToken);
        var look = await looks.LookAsync(sweep.Id, cancellationToken);
        var json = RowJson.Of(look);
        json["spec"] = Spec(look.Sweep);
        json["sections"] = JsonText.Array(SweepSections.Of(source, look).Select(section => (JsonNode)section));
        json["metrics"] = Metrics(look);
        json["capabilities"] = await CapabilitiesAsync(source, sweep, cancellationToken);
        var mayOperate = caller.May(Role.Operator);
        json["can"] = new JsonObject
        {
            ["steer"] = mayOperate && source.Steering is not null,
            ["extend"] = mayOperate && source.Steering is not null,
            ["submit"] = mayOperate && source.Submission is not null,
        };
        return Answer.Of(json);
    }

    private static JsonObject Spec(SweepSummary sweep) => new()
    {
        ["trainable"] = sweep.Spec.Trainable.ToString(),
        ["corpus"] = sweep.Spec.Corpus,
        ["seeds"] = JsonText.Array(sweep.Spec.Seeds.Select(seed => (JsonNode)seed)),
        ["axes"] = JsonText.Array(PlotAxis.Of(sweep).Select(axis => axis.ToJson())),
        ["resource"] = new JsonObject
        {
            ["name"] = sweep.Spec.Schema.Resource.Name,
            ["plural"] = sweep.Spec.Schema.Resource.Plural,
        },
        ["stop"] = sweep.Spec.Stop is not { } stop ? null : new JsonObject
        {
            ["rule"] = stop.Kind.ToString().ToLowerInvariant(),
            ["rungs"] = JsonText.Array(stop.Rungs.Select(rung => (JsonNode)rung)),
        },
        ["sampler"] = sweep.Spec.Search?.Sampler,
        ["claims"] = sweep.Spec.Claims.Length,
    };

    private static JsonArray Metrics(SweepLook look) => JsonText.Array(SweepMetrics.Of(look).Select(name =>
    {
        var metric = look.Sweep.Spec.Schema.Metric(name);
        return new JsonObject
        {
            ["name"] = name,
            ["description"] = metric?.Description,
            ["goal"] = metric?.Goal?.ToString().ToLowerInvariant(),
            ["is_shown"] = metric?.IsShown ?? true,
        };
    }));

    private static async Task<JsonObject> CapabilitiesAsync(ApiSource source, SweepSummary sweep, CancellationToken cancellationToken)
    {
        var canWrite = source.Workbench?.Models.CanWrite(sweep.Spec) ?? false;
        var (hasSummaries, hasLogs) = await source.Reader.ExtrasAsync(sweep.Id, cancellationToken);
        return new()
        {
            ["words"] = canWrite,
            ["text"] = canWrite,
            ["graph"] = false,
            ["summaries"] = hasSummaries,
            ["logs"] = hasLogs,
        };
    }
}
