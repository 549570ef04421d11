using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>
/// Writes the messages of one tab. What the tab missed comes from the database, and what happens from now on from the watch.
/// </summary>
/// <param name="after">Where an earlier stream of the tab broke off; null if there was none.</param>
internal sealed class SweepStream(HttpContext context, Guid sweep, StreamTab tab, long? after)
{
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(2);

    private readonly HashSet<long> _told = [];
    private readonly SweepReader _reader = context.RequestServices.GetRequiredService<ApiSource>().Reader;
    private readonly TimeProvider _time = context.RequestServices.GetRequiredService<TimeProvider>();
    private bool _isCaughtUp = after is null;

    /// <summary>Writes until the tab goes away or is dropped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (Task<StreamMessage?>? next = null; ;)
        {
            await context.Response.Body.FlushAsync(cancellationToken);
            next ??= tab.NextAsync(cancellationToken);
            if (await Task.WhenAny(next, Task.Delay(_silence, cancellationToken)) != next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await WriteAsync(StreamMessage.Alive, cancellationToken);
                continue;
            }

            if (await next is not { } message) { return; }
            next = null;
            await WriteAsync(message, cancellationToken);
            if (message.IsRow && !_isCaughtUp) { await CatchUpAsync(cancellationToken); }
        }
    }

    private async Task WriteAsync(StreamMessage message, CancellationToken cancellationToken)
    {
        // The watch tells each event once, so only what was told while the tab caught up can come twice.
        if (message.Event is { } id && !(_isCaughtUp ? !_told.Contains(id) : _told.Add(id))) { return; }
        await context.Response.Body.WriteAsync(message.Bytes, cancellationToken);
    }

    /// <summary>
    /// Sends what was stored since the earlier stream. The watch has begun before, so no event falls between the two; one that both find is
    /// sent once.
    /// </summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var (from, position, settled) = (after!.Value, after.Value, _time.GetUtcNow() - EventTail.Settling);
        IReadOnlyList<SweepEvent> page;
        do
        {
            page = await _reader.EventsAsync(sweep, from, EventTail.Page, cancellationToken);
            foreach (var one in page)
            {
                if (one.Time < settled) { position = one.Id; }
                await WriteAsync(StreamMessage.ForEvent(position, one), cancellationToken);
                from = one.Id;
            }
        }
        while (page.Count == EventTail.Page);
        _isCaughtUp = true;
    }
}
