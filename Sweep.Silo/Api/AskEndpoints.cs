using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>Programs of any kind train trials over HTTP: they ask for one, tell what it reaches, and say how it ends.</summary>
internal static class AskEndpoints
{
    public static void MapAsks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/trainables", PublishAsync).RequireAtLeast(Role.Operator)
            .WithSummary("Publishes what programs train over HTTP: a mapping, in YAML, of names to hyperparameters and metrics.")
            .AcceptsYaml()
            .Produces(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/sweeps/{id}/ask", AskAsync).RequireAtLeast(Role.Operator).TakesJson<AskRequest>()
            .WithSummary(
                "Asks for a trial of a sweep that no silo trains. Waits up to five seconds for one; 204 if there is none now, 410 if the "
                    + "sweep has ended.")
            .Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone);
        api.MapPost("/sweeps/{id}/trials/{number:int}/tell", TellAsync).RequireAtLeast(Role.Operator).TakesJson<TellRequest>()
            .WithSummary("Tells what an attempt has reached, and how it ends. The answer says whether to go on.")
            .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> PublishAsync(
        HttpRequest request, ApiSource source, TrainableStore store, CancellationToken cancellationToken)
    {
        if (source.Submission is null) { throw ApiException.TakesNone(); }
        try
        {
            var schemas = CommandFile.ParseSchemas(await RequestBody.TextAsync(request, cancellationToken), "trainables");
            await store.PublishAskedAsync(schemas, cancellationToken);
            return TypedResults.Created("/api/v1/trainables", new JsonObject
            {
                ["trainables"] = JsonText.Array(
                    schemas.Select(schema => new JsonObject { ["name"] = schema.Name, ["version"] = schema.Version })),
            });
        }
        catch (SherlockException exception) when (exception.ExitCode == SherlockException.BadInput)
        {
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, "Wrong trainables", exception.Message);
        }
    }

    private static async Task<IResult> AskAsync(
        HttpContext context, string id, AskedTrials asked, SweepFinder finder, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync<AskRequest>(context.Request);
        var sweep = await finder.SweepAsync(id, cancellationToken);
        return await asked.AskAsync(context.Caller(), sweep, request, cancellationToken) is { } assignment
            ? TypedResults.Ok(Assignment(assignment, request.LeaseSeconds))
            : TypedResults.NoContent();
    }

    private static async Task<JsonObject> TellAsync(
        HttpContext context, string id, int number, AskedTrials asked, SweepFinder finder, CancellationToken cancellationToken)
    {
        var tell = await JsonBody.ReadAsync<TellRequest>(context.Request);
        var sweep = await finder.SweepAsync(id, cancellationToken);
        var trial = await finder.TrialAsync(sweep, number, cancellationToken);
        var (decision, status) = await asked.TellAsync(context.Caller(), sweep, trial, tell, cancellationToken);
        return new()
        {
            ["decision"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(decision.ToString()),
            ["status"] = status?.ToString().ToLowerInvariant(),
        };
    }

    private static JsonObject Assignment(TrialAssignment assignment, int? lease) => new()
    {
        ["sweep"] = assignment.Trial.SweepId.ToString("n"),
        ["trial"] = assignment.Trial.Number,
        ["attempt"] = assignment.Attempt,
        ["hyperparameters"] = JsonNode.Parse(assignment.Hyperparameters.ToJson()),
        ["settings"] = new JsonObject(assignment.Settings.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
        ["seed"] = assignment.Seed,
        ["total"] = assignment.Schema.Resource.Total(assignment.Hyperparameters),
        ["until"] = assignment.Until ?? assignment.Schema.Resource.Total(assignment.Hyperparameters),
        ["lease_seconds"] = lease ?? AskedTrials.UsualLease,
    };
}
