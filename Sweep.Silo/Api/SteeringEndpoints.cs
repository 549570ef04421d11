using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>Steers sweeps and trials. Each request is carried out once: a repetition names it by the header Idempotency-Key.</summary>
internal static class SteeringEndpoints
{
    public static void MapSteering(this IEndpointRouteBuilder api)
    {
        var steer = api.MapGroup("/sweeps/{id}").RequireAtLeast(Role.Operator);
        Map(steer, "pause", "writes checkpoints and frees the slots", (steering, sweep, request, token) =>
            steering.PauseAsync(sweep, request, token));
        Map(steer, "resume", "goes on after a pause", (steering, sweep, request, token) => steering.ResumeAsync(sweep, request, token));
        Map(steer, "cancel", "ends for good", (steering, sweep, request, token) => steering.CancelAsync(sweep, request, token));
        Map(steer, "retry", "trains again what failed", (steering, sweep, request, token) => steering.RetryAsync(sweep, request, token));
        steer.MapPatch("", PrioritizeAsync).WithSummary("Changes the sweep's priority: {\"priority\": 5}.").ProducesRow();
    }

    /// <summary>Carries out a request, and answers with the sweep's row.</summary>
    /// <exception cref="ApiException">The host only reads.</exception>
    public static async Task<Answer> SteerAsync(
        HttpContext context, string id, int? trial, Func<ISteering, SweepSummary, SteeringRequest, CancellationToken, Task> steer)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        var steering = services.GetRequiredService<ApiSource>().Steering ?? throw ApiException.ReadOnly();
        var finder = services.GetRequiredService<SweepFinder>();
        var request = new SteeringRequest(Idempotency.Key(context.Request) ?? Guid.NewGuid(), trial, context.Caller().Name);
        var sweep = await finder.SweepAsync(id, cancellationToken);
        if (trial is { } number) { _ = await finder.TrialAsync(sweep, number, cancellationToken); }
        await steer(steering, sweep, request, cancellationToken);
        services.GetRequiredService<SweepWatches>().Forget(sweep.Id);
        return Answer.Of(RowJson.Of(await services.GetRequiredService<SweepLooks>().LookAgainAsync(sweep.Id, cancellationToken)));
    }

    private static void Map(
        RouteGroupBuilder sweeps, string verb, string what, Func<ISteering, Guid, SteeringRequest, CancellationToken, Task> steer)
    {
        sweeps.MapPost($"/{verb}", (HttpContext context, string id) => SteerAsync(
            context, id, null, (steering, sweep, request, token) => steer(steering, sweep.Id, request, token)))
            .WithSummary($"The sweep {what}.").ProducesRow();
        sweeps.MapPost($"/trials/{{number:int}}/{verb}", (HttpContext context, string id, int number) => SteerAsync(
            context, id, number, (steering, sweep, request, token) => steer(steering, sweep.Id, request, token)))
            .WithSummary($"The trial {what}.").ProducesRow();
    }

    private static async Task<Answer> PrioritizeAsync(HttpContext context, string id)
    {
        var body = await RequestBody.JsonAsync(context.Request, context.RequestAborted);
        var priority = body["priority"] is JsonValue value && value.TryGetValue(out int number) && body.Count == 1
            ? number
            : throw ApiException.BadRequest("The body has one member: priority, a whole number.");
        return await SteerAsync(
            context, id, null, (steering, sweep, request, token) => steering.PrioritizeAsync(sweep.Id, request, priority, token));
    }
}
