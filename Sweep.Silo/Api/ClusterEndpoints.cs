using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>The silos, what they can train, and how they are steered.</summary>
internal static class ClusterEndpoints
{
    private static readonly string _allowed =
        $"The body has one member: slots, a whole number from 1 to {SiloStore.MostSlots}, "
        + "or drain, which is \"wait\", \"hand_over\" or null.";

    public static void MapCluster(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cluster", ClusterAsync).WithSummary("The silos, what they train, and what waits for a slot.");
        api.MapPatch("/cluster/silos/{silo}", SteerAsync).RequireAtLeast(Role.Operator).Produces<JsonObject>()
            .WithSummary("Steers a silo: {\"drain\": \"wait\"}, {\"drain\": null} or {\"slots\": 2}. It follows within seconds.");
        api.MapGet("/trainables", TrainablesAsync).WithSummary("What the silos can train: the schemas, newest first.");
    }

    private static async Task<Answer> ClusterAsync(ApiSource source, CancellationToken cancellationToken)
    {
        var state = await source.Reader.ClusterAsync(cancellationToken);
        var slots = source.SlotsAsync is { } count ? await count(cancellationToken) : null;
        var json = SiloJson.Whole(state);
        json["silos"] = JsonText.Array(state.Silos.Select(silo => SiloJson.Of(
            silo, slots is not null && slots.TryGetValue(silo.Name, out var own) ? own : null)));
        json["queue"]!["slots"] = slots?.Values.Sum();
        json["read_only"] = source.Steering is null;
        json["host"] = source.Host;
        return Answer.Of(json);
    }

    private static async Task<JsonObject> SteerAsync(
        HttpContext context, ApiSource source, SiloStore silos, string silo, CancellationToken cancellationToken)
    {
        if (source.Steering is null) { throw ApiException.ReadOnly(); }
        var (body, by) = (await RequestBody.JsonAsync(context.Request, cancellationToken), context.Caller().Name);
        if (body.Count != 1) { throw ApiException.BadRequest(_allowed); }
        var name = body["slots"] is { } number
            ? await silos.ResizeAsync(silo, SlotsOf(number), by, cancellationToken)
            : await silos.DrainAsync(silo, DrainingOf(body), by, cancellationToken);
        var state = await source.Reader.ClusterAsync(cancellationToken);
        return state.Silos.FirstOrDefault(one => one.Name == name) is { } now
            ? SiloJson.Of(now)
            : throw ApiException.NotFound($"The silo {name} has ended.");
    }

    private static int SlotsOf(JsonNode node) =>
        node is JsonValue value && value.TryGetValue(out int slots) && slots is >= 1 and <= SiloStore.MostSlots
            ? slots
            : throw ApiException.BadRequest(_allowed);

    private static Draining DrainingOf(JsonObject body) => !body.TryGetPropertyValue("drain", out var node)
        ? throw ApiException.BadRequest(_allowed)
        : node is null ? Draining.No
        : node is JsonValue value && value.TryGetValue(out string? text) ? text switch
        {
            "wait" => Draining.Wait,
            "hand_over" => Draining.HandOver,
            _ => throw ApiException.BadRequest(_allowed),
        }
        : throw ApiException.BadRequest(_allowed);

    private static async Task<Answer> TrainablesAsync(ApiSource source, CancellationToken cancellationToken)
    {
        var schemas = await source.Reader.TrainablesAsync(cancellationToken);
        return Answer.Of(new JsonObject { ["trainables"] = JsonText.Array(schemas.Select(schema => JsonNode.Parse(schema.ToJson()))) });
    }
}
