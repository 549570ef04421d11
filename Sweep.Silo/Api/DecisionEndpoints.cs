using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>The decisions of a sweep's search and of its early stopping, with their reasons.</summary>
internal static class DecisionEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder api) => api.MapGet("/sweeps/{id}/decisions", ListAsync)
        .WithSummary("What the search and early stopping decided, and why, in pages; or what they decided about one trial.");

    /// <summary>Decisions with the sentences in which <c>explain</c> says them.</summary>
    public static JsonArray Json(SweepSpec spec, IEnumerable<SearchDecision> decisions)
    {
        var text = new DecisionText(spec);
        return JsonText.Array(decisions.Select(decision =>
        {
            var json = DecisionJson.One(decision, hasTimes: true);
            json["text"] = text.Summary(decision);
            json["details"] = JsonText.Array(text.Details(decision).Select(line => (JsonNode)line));
            return json;
        }));
    }

    /// <summary>The decisions about one trial.</summary>
    public static async Task<IReadOnlyList<SearchDecision>> AboutAsync(
        ApiSource source, SweepLook look, TrialSummary trial, CancellationToken cancellationToken)
    {
        var decisions = await source.Reader.DecisionsAsync(look.Sweep.Id, cancellationToken);
        return decisions.Count == 0 ? [] : new Explanation(look.Sweep, look.Trials, decisions).About(trial);
    }

    private static Task<Answer> ListAsync(
        HttpContext context, string id, string? after, int? limit, int? trial,
        ApiSource source, SweepFinder finder, SweepLooks looks, SweepWatches watches)
    {
        var (last, most) = (Query.Number(after), Query.Limit(limit, 200, 1000));
        return watches.AnswerAsync(context, id, async token =>
        {
            var sweep = await finder.SweepAsync(id, token);
            var all = trial is { } number
                ? await AboutAsync(source, await looks.LookAsync(sweep.Id, token), await finder.TrialAsync(sweep, number, token), token)
                : await source.Reader.DecisionsAsync(sweep.Id, token);
            var page = all.Where(decision => decision.Number > last).Take(most).ToList();
            var hasMore = page.Count > 0 && all[^1].Number > page[^1].Number;
            return Answer.Of(new JsonObject
            {
                ["decisions"] = Json(sweep.Spec, page),
                ["next"] = hasMore ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : null,
            });
        });
    }
}
