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
    private int _bytes;

    public IReadOnlyCollection<string> Metrics => metrics;

    /// <summary>Queues a message; if too much waits already, the stream ends.</summary>
    public void Send(StreamMessage message)
    {
        var isTooMuch = Interlocked.Add(ref _bytes, message.Bytes.Length) > MostBytes;
        if (isTooMuch || !_queue.Writer.TryWrite(message)) { _queue.Writer.TryComplete(); }
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
        if (!await _queue.Reader.WaitToReadAsync(cancellationToken) || Volatile.Read(ref _bytes) > MostBytes) { return null; }
        if (!_queue.Reader.TryRead(out var message)) { return null; }
        Interlocked.Add(ref _bytes, -message.Bytes.Length);
        return message;
    }
}
