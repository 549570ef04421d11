using System.Threading.Channels;

namespace Sweep.Silo.Api;

/// <summary>
/// One open stream. A tab that reads too slowly is dropped: it connects again, and gets what it missed from the database.
/// </summary>
/// <param name="metrics">The metrics whose points it wants besides the objective.</param>
internal sealed class StreamTab(IReadOnlyCollection<string> metrics)
{
    private const int MostBytes = 1 << 20;

    private readonly Channel<StreamMessage> _queue = Channel.CreateUnbounded<StreamMessage>(new() { SingleReader = true });
    private long _bytes;
    private volatile bool _isDropped;

    public IReadOnlyCollection<string> Metrics => metrics;

    /// <summary>Whether it was dropped because it reads too slowly.</summary>
    public bool IsDropped => _isDropped;

    /// <summary>Queues a message.</summary>
    public void Send(StreamMessage message) => SendAll([message]);

    /// <summary>
    /// Queues messages that came about at once. If too much waited before, the stream ends: one large change drops no tab that keeps up.
    /// </summary>
    public void SendAll(IReadOnlyList<StreamMessage> messages)
    {
        if (messages.Count == 0) { return; }
        if (Interlocked.Read(ref _bytes) > MostBytes)
        {
            _isDropped = true;
            _queue.Writer.TryComplete();
            return;
        }

        foreach (var message in messages)
        {
            if (_queue.Writer.TryWrite(message)) { Interlocked.Add(ref _bytes, message.Bytes.Length); }
        }
    }

    /// <summary>Queues the last message.</summary>
    public void End(StreamMessage message)
    {
        Send(message);
        _queue.Writer.TryComplete();
    }

    /// <summary>The next message; null if the stream has ended.</summary>
    public async Task<StreamMessage?> NextAsync(CancellationToken cancellationToken)
    {
        if (!await _queue.Reader.WaitToReadAsync(cancellationToken) || IsDropped) { return null; }
        if (!_queue.Reader.TryRead(out var message)) { return null; }
        Interlocked.Add(ref _bytes, -message.Bytes.Length);
        return message;
    }
}
