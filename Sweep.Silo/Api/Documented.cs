using System.Text.Json.Nodes;

namespace Sweep.Silo.Api;

/// <summary>Says in the document of the API what endpoints take and answer.</summary>
internal static class Documented
{
    /// <summary>The endpoints can answer with problems that all requests may meet.</summary>
    public static RouteGroupBuilder WithProblems(this RouteGroupBuilder group)
    {
        int[] statuses = [400, 401, 403, 404, 503];
        foreach (var status in statuses) { group.ProducesProblem(status); }
        return group;
    }

    /// <summary>The answer is the row of a sweep.</summary>
    public static RouteHandlerBuilder ProducesRow(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<JsonObject>(status);

    /// <summary>The body is a sweep file. Any content type is taken, so that a plain <c>curl --data-binary</c> works.</summary>
    public static RouteHandlerBuilder AcceptsYaml(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TakesSweepFile());
}

/// <summary>Marks an endpoint whose body is a sweep file.</summary>
internal sealed record TakesSweepFile;
