using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>Deletes sweeps, and removes checkpoints.</summary>
internal static class DeletionEndpoints
{
    private const int MostKept = 1_000_000;

    public static void MapDeletion(this IEndpointRouteBuilder api)
    {
        var sweep = api.MapGroup("/sweeps/{id}").RequireAtLeast(Role.Operator);
        sweep.MapDelete("", DeleteAsync).WithSummary("Deletes a sweep that is not being trained, by its id, with all that belongs to it.")
            .Produces<JsonObject>();
        sweep.MapPost("/prune", PruneAsync)
            .WithSummary("Removes the checkpoints of the trials that have ended, except those of the best: {\"keep\": 1}.")
            .Produces<JsonObject>();
    }

    /// <summary>By an id only: a caller that repeats a request after a lost answer must not hit the next sweep of the same name.</summary>
    private static async Task<Answer> DeleteAsync(HttpContext context, string id, ApiSource source, SweepWatches watches)
    {
        var sweep = Guid.TryParseExact(id, "n", out var known)
            ? known
            : throw ApiException.BadRequest("A sweep is deleted by its id: 32 hexadecimal digits.");
        var deleted = await Steering(source).DeleteAsync(sweep, Request(context), context.RequestAborted);
        watches.Forget(sweep);
        return Answer.Of(new JsonObject
        {
            ["id"] = deleted.Sweep.ToString("n"),
            ["folder"] = deleted.Folder,
            ["trials"] = deleted.Trials,
            ["bytes"] = deleted.Bytes,
        });
    }

    private static async Task<Answer> PruneAsync(
        HttpContext context, string id, ApiSource source, SweepFinder finder, SweepWatches watches)
    {
        var body = await RequestBody.JsonAsync(context.Request, context.RequestAborted);
        var keep = body["keep"] is JsonValue value && value.TryGetValue(out int number) && number is >= 0 and <= MostKept && body.Count == 1
            ? number
            : throw ApiException.BadRequest($"The body has one member: keep, a whole number from 0 to {MostKept}.");
        var steering = Steering(source);
        var sweep = await finder.SweepAsync(id, context.RequestAborted);
        var trials = await steering.PruneAsync(sweep.Id, Request(context), keep, context.RequestAborted);
        watches.Forget(sweep.Id);
        var use = await source.Reader.CheckpointUseAsync(sweep.Id, context.RequestAborted);
        return Answer.Of(new JsonObject { ["trials"] = trials, ["trials_left"] = use.Trials, ["bytes_left"] = use.Bytes });
    }

    private static ISteering Steering(ApiSource source) => source.Steering ?? throw ApiException.ReadOnly();

    private static SteeringRequest Request(HttpContext context) =>
        new(Idempotency.Key(context.Request) ?? Guid.NewGuid(), Trial: null, context.Caller().Name);
}
