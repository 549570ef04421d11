using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>The stream of a sweep: server-sent events that a tab goes on with at any silo, because they come from the database.</summary>
internal static class StreamEndpoints
{
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(15);

    public static void MapStreams(this IEndpointRouteBuilder api) => api.MapGet("/sweeps/{id}/events", StreamAsync)
        .WithSummary("What happens to the sweep, as server-sent events. It begins after Last-Event-ID.")
        .Produces(StatusCodes.Status200OK, typeof(string), "text/event-stream");

    private static async Task StreamAsync(
        HttpContext context, string id, string? metrics, SweepFinder finder, SweepWatches watches, OpenStreams streams,
        CancellationToken cancellationToken)
    {
        var after = After(context.Request);
        var sweep = await finder.SweepAsync(id, cancellationToken);
        using var open = streams.Enter();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, streams.Stopping);
        var watch = watches.Of(sweep.Id);
        var tab = new StreamTab(Query.List(metrics));
        watch.Add(tab);
        try
        {
            Begin(context.Response);
            var told = after is { } place ? await CatchUpAsync(context, sweep.Id, place, end.Token) : [];
            _ = ExpireAsync(context, tab);
            await FollowAsync(context.Response, tab, told, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The caller has gone, or the host stops.
        }
        finally
        {
            watch.Remove(tab);
            context.Abort();
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

    /// <summary>Sends what was stored since the caller's last message.</summary>
    /// <returns>The ids of the events that were sent, because the watch may find them too.</returns>
    private static async Task<HashSet<long>> CatchUpAsync(
        HttpContext context, Guid sweep, long after, CancellationToken cancellationToken)
    {
        var (source, time) = (
            context.RequestServices.GetRequiredService<ApiSource>(), context.RequestServices.GetRequiredService<TimeProvider>());
        var (told, position, settled) = (new HashSet<long>(), after, time.GetUtcNow() - EventTail.Settling);
        IReadOnlyList<SweepEvent> page;
        do
        {
            page = await source.Reader.EventsAsync(sweep, after, EventTail.Page, cancellationToken);
            foreach (var one in page)
            {
                if (one.Time < settled) { position = one.Id; }
                await context.Response.Body.WriteAsync(StreamMessage.ForEvent(position, one).Bytes, cancellationToken);
                told.Add(after = one.Id);
            }
        }
        while (page.Count == EventTail.Page);
        return told;
    }

    private static async Task FollowAsync(HttpResponse response, StreamTab tab, HashSet<long> told, CancellationToken cancellationToken)
    {
        for (Task<StreamMessage?>? next = null; ;)
        {
            await response.Body.FlushAsync(cancellationToken);
            next ??= tab.NextAsync(cancellationToken);
            if (await Task.WhenAny(next, Task.Delay(_silence, cancellationToken)) != next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await response.Body.WriteAsync(StreamMessage.Alive.Bytes, cancellationToken);
                continue;
            }

            if (await next is not { } message) { return; }
            next = null;
            if (message.Event is { } id && told.Contains(id)) { continue; }
            await response.Body.WriteAsync(message.Bytes, cancellationToken);
        }
    }

    private static async Task ExpireAsync(HttpContext context, StreamTab tab)
    {
        try
        {
            await context.UntilExpiredAsync();
            tab.End(StreamMessage.Expired);
        }
        catch (OperationCanceledException)
        {
            // The stream has ended before.
        }
    }
}
