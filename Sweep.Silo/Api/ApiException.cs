using System.Text.Json.Nodes;

namespace Sweep.Silo.Api;

/// <summary>A request that is refused: its answer is a problem of <c>application/problem+json</c>.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="title">What went wrong, in few words.</param>
/// <param name="detail">One clear line that says what would be right.</param>
internal sealed class ApiException(int status, string title, string detail) : Exception(detail)
{
    public int Status => status;

    public string Title => title;

    /// <summary>More members of the problem. Default: none.</summary>
    public JsonObject More { get; init; } = [];

    public static ApiException NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found", detail);

    public static ApiException BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "Bad request", detail);

    public static ApiException TakesNone() => new(
        StatusCodes.Status409Conflict, "Takes no sweeps", "This host takes no sweeps: submit to a silo of a cluster ('serve').");

    public static ApiException ReadOnly() => new(
        StatusCodes.Status403Forbidden, "read-only", "This host only reads: steer with the command line, or at a silo ('serve').");
}
