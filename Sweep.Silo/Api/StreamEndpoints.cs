using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>The stream of a sweep: server-sent events that a tab goes on with at any silo, because they come from the database.</summary>
internal static class StreamEndpoints
{
    public static void MapStreams(this IEndpointRouteBuilder api) => api.MapGet("/sweeps/{id}/events", StreamAsync)
        .WithSummary("What happens to the sweep, as server-sent events. It begins after Last-Event-ID.")
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task StreamAsync(
        HttpContext context, string id, string? metrics, SweepFinder finder, SweepWatches watches, OpenStreams streams,
        CancellationToken cancellationToken)
    {
        var after = After(context.Request);
        var sweep = await finder.SweepAsync(id, cancellationToken);
        using var open = streams.Enter(context.Caller());
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, streams.Stopping);
        var watch = watches.Of(sweep.Id);
        var tab = new StreamTab(Query.List(metrics));
        watch.Add(tab);
        try
        {
            Begin(context.Response);
            _ = ExpireAsync(context, tab, end.Token);
            await new SweepStream(context, sweep.Id, tab, after).RunAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The caller has gone, or the host stops.
            context.Abort();
        }
        catch (SherlockException exception) when (context.Response.HasStarted)
        {
            // The database is away, so the tab cannot catch up now. It connects again.
            await context.Response.Body.WriteAsync(StreamMessage.Lost(exception.Message).Bytes, cancellationToken);
        }
        finally
        {
            watch.Remove(tab);
            await end.CancelAsync();
            if (tab.IsDropped) { context.Abort(); }
        }
    }

    private static long? After(HttpRequest request) => request.Headers["Last-Event-ID"] is not [{ Length: > 0 } text] ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
        : throw ApiException.BadRequest($"Last-Event-ID is {Spelling.Quote(text)}; allowed: the id of a message of this stream.");

    private static void Begin(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private static async Task ExpireAsync(HttpContext context, StreamTab tab, CancellationToken cancellationToken)
    {
        try
        {
            await context.UntilExpiredAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        tab.End(StreamMessage.Expired);
    }
}
