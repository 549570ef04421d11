using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweep.Grains;

namespace Sweep.Silo.Api;

/// <summary>Turns errors into problems of <c>application/problem+json</c>.</summary>
internal static partial class Problems
{
    public const string ContentType = "application/problem+json";

    public static void UseProblems(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Sweep.Silo.Api");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception) when (context.RequestAborted.IsCancellationRequested)
            {
                // The caller has gone.
            }
            catch (Exception exception) when (!context.Response.HasStarted)
            {
                await WriteAsync(context, Of(exception, logger));
            }
        });
    }

    private static ApiException Of(Exception exception, ILogger logger)
    {
        switch (exception)
        {
            case ApiException known: return known;
            case SherlockException { ExitCode: SherlockException.OutOfReach } away:
                return new(StatusCodes.Status503ServiceUnavailable, "Out of reach", away.Message);
            case SherlockException bad: return ApiException.BadRequest(bad.Message);
            case BadHttpRequestException bad: return Of(bad);
            default:
                LogUnexpected(logger, exception);
                return new(StatusCodes.Status500InternalServerError, "Unexpected error", "The host's log has the details.");
        }
    }

    private static ApiException Of(BadHttpRequestException bad) => Unbound().Match(bad.Message) is { Success: true } match
        ? ApiException.BadRequest(
            $"{match.Groups["name"].Value} is '{match.Groups["text"].Value}'; allowed: {Allowed(match.Groups["type"].Value)}.")
        : new(bad.StatusCode, bad.StatusCode is StatusCodes.Status413PayloadTooLarge ? "Too large" : "Bad request", bad.Message);

    private static string Allowed(string type) => type switch
    {
        "bool" => "true or false",
        "Guid" => "a GUID",
        _ => "a whole number",
    };

    public static Task WriteAsync(HttpContext context, ApiException problem)
    {
        var json = new JsonObject
        {
            ["title"] = problem.Title,
            ["status"] = problem.Status,
            ["detail"] = problem.Message,
        };
        foreach (var (name, value) in problem.More) { json[name] = value?.DeepClone(); }
        context.Response.StatusCode = problem.Status;

        // The rest of a body that is too large is not read.
        if (problem.Status is StatusCodes.Status413PayloadTooLarge) { context.Response.Headers.Connection = "close"; }
        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(json.ToJsonString(), context.RequestAborted);
    }

    // The words of the framework's error for a parameter of another type.
    [GeneratedRegex(
        """^Failed to bind parameter "(?:Nullable<)?(?<type>\w+)>? (?<name>\w+)" from "(?<text>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Unbound();

    [LoggerMessage(LogLevel.Error, "A request to the HTTP API ended with an unexpected error.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
