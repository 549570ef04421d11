using System.Text.Json.Nodes;
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
            case BadHttpRequestException bad: return new(bad.StatusCode, "Bad request", bad.Message);
            default:
                LogUnexpected(logger, exception);
                return new(StatusCodes.Status500InternalServerError, "Unexpected error", "The host's log has the details.");
        }
    }

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
        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(json.ToJsonString(), context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "A request to the HTTP API ended with an unexpected error.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
