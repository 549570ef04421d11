using System.Globalization;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Access;

/// <summary>Why a request is refused, as the caller learns it.</summary>
internal sealed record Refusal(int Status, string Title, string Detail) : IResult
{
    private TimeSpan? RetryAfter { get; init; }

    public static Refusal Origin { get; } = new(
        StatusCodes.Status403Forbidden, "Foreign page", "A page of another site sent this request.");

    public static Refusal Closed { get; } = new(StatusCodes.Status403Forbidden, "Closed", "This address is closed.");

    public static Refusal NoToken { get; } = new(
        StatusCodes.Status401Unauthorized,
        "No token",
        "Send a token: Authorization: Bearer TOKEN ('sherlock tokens create NAME' makes one).");

    public static Refusal WrongToken { get; } = new(
        StatusCodes.Status401Unauthorized, "Token not valid", "The token is unknown, revoked, expired or used up.");

    public static Refusal NoHeader { get; } = new(
        StatusCodes.Status403Forbidden,
        "No header",
        $"A request with a cookie that changes something needs the header {Origins.Header}: 1.");

    public static Refusal Host(string host) => new(
        StatusCodes.Status421MisdirectedRequest,
        "Unknown name",
        $"This port is not reached as {Spelling.Quote(host)}; if it should be, start the silo with --allowed-host.");

    public static Refusal Role(Role has, Role needs) => new(
        StatusCodes.Status403Forbidden, "Role too low", $"The token is of a {Name(has)}; this needs at least the role {Name(needs)}.");

    public static Refusal TooMany(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "Too many failed tries", "Too many tokens from this address were not valid: wait a little.")
    {
        RetryAfter = wait,
    };

    public static Refusal NoDatabase(string why) => new(StatusCodes.Status503ServiceUnavailable, "Database out of reach", why);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        if (Status == StatusCodes.Status401Unauthorized) { headers.WWWAuthenticate = "Bearer"; }
        if (RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return TypedResults.Problem(Detail, statusCode: Status, title: Title).ExecuteAsync(httpContext);
    }

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}
