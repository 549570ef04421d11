using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>Takes sweep files: checks them, submits them, and extends sweeps with them.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmission(this IEndpointRouteBuilder api)
    {
        var take = api.MapGroup("/sweeps").RequireAtLeast(Role.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        take.MapPost("", SubmitAsync).WithSummary("Submits a sweep: the body is its file.").AcceptsYaml()
            .ProducesRow(StatusCodes.Status201Created).ProducesRow().ProducesProblem(StatusCodes.Status409Conflict);
        take.MapPost("/check", CheckAsync).WithSummary("Checks a sweep file, and says how large the sweep is.").AcceptsYaml()
            .Produces<JsonObject>();
        take.MapPost("/{id}/extend", ExtendAsync)
            .WithSummary("Extends a sweep: with a sweep file, or with more trials, hours, steps or resource for its search.").AcceptsYaml()
            .ProducesRow();
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext context, int? priority, string? name, ApiSource source, SweepLooks looks, SweepWatches watches, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        var submission = source.Submission ?? throw ApiException.TakesNone();
        var spec = await SpecAsync(context.Request, source, name, cancellationToken);
        var key = Idempotency.Key(context.Request);
        var isThere = key is { } known && await source.Reader.TryFindAsync(known, cancellationToken) is not null;
        var id = key ?? Guid.CreateVersion7(time.GetUtcNow());
        if (!isThere) { await submission.SubmitAsync(id, spec, priority ?? 0, context.Caller().Name, cancellationToken); }
        watches.Forget(id);
        var look = await looks.LookAgainAsync(id, cancellationToken);
        if (!SameSpec.Covers(look.Sweep.Spec, spec))
        {
            throw new ApiException(StatusCodes.Status409Conflict, "Key was used", $"The sweep {id:n} has another file: take a new key.");
        }

        var row = RowJson.Of(look);
        return isThere ? TypedResults.Ok(row) : TypedResults.Created($"/api/v1/sweeps/{id:n}", row);
    }

    private static async Task<Answer> CheckAsync(HttpContext context, ApiSource source)
    {
        var spec = await SpecAsync(context.Request, source, name: null, context.RequestAborted);
        try
        {
            // A host without a trainer cannot read the corpus, so it knows only the number of trials.
            return Answer.Of(SweepJson.Check(source.Workbench?.Preparation is { } preparation
                ? await preparation.CheckAsync(spec, context.RequestAborted)
                : new(spec.Search is { } search ? search.Trials ?? 0 : GridExpansion.Count(spec))));
        }
        catch (SherlockException exception) when (exception.ExitCode is SherlockException.BadInput)
        {
            throw SweepFile.Problem(exception);
        }
    }

    private static async Task<Answer> ExtendAsync(HttpContext context, string id, ApiSource source, SweepFinder finder)
    {
        if (source.Steering is null) { throw ApiException.ReadOnly(); }
        if (context.Request.HasJsonContentType())
        {
            var more = Budget(await RequestBody.JsonAsync(context.Request, context.RequestAborted));
            return await SteeringEndpoints.SteerAsync(context, id, null, (steering, sweep, request, token) =>
            {
                if (more.Resource is { } total) { _ = StopExtension.WithResource(sweep.Spec, total); }
                return steering.ExtendSearchAsync(sweep.Id, request, more, token);
            });
        }

        var extended = await finder.SweepAsync(id, context.RequestAborted);
        var spec = await SpecAsync(context.Request, source, name: null, context.RequestAborted, extended.Spec.Schema);
        return await SteeringEndpoints.SteerAsync(
            context, id, null, (steering, sweep, request, token) => steering.ExtendAsync(sweep.Id, request, spec, token));
    }

    private static async Task<SweepSpec> SpecAsync(
        HttpRequest request, ApiSource source, string? name, CancellationToken cancellationToken, params TrainableSchema[] first)
    {
        var text = await RequestBody.TextAsync(request, cancellationToken);
        return SweepFile.Read(text, name, [.. first, .. await source.Reader.TrainablesAsync(cancellationToken)]);
    }

    /// <exception cref="ApiException">A member is missing, or is no number above 0.</exception>
    private static SearchBudget Budget(JsonObject body)
    {
        try
        {
            var more = new SearchBudget(
                body["trials"]?.GetValue<int>(), body["hours"]?.GetValue<double>(), body["steps"]?.GetValue<long>(),
                body["resource"]?.GetValue<long>());
            if (more != new SearchBudget() && (more.Trials ?? 1) > 0 && (more.Hours ?? 1) > 0 && (more.Steps ?? 1) > 0
                && (more.Resource ?? 1) > 0)
            {
                return more;
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or OverflowException)
        {
            // A member is not a number; the error is the same.
        }

        throw ApiException.BadRequest("The body has one or more of trials, hours, steps and resource, each a number above 0.");
    }
}
