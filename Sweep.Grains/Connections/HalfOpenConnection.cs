namespace Sweep.Grains.Connections;

/// <summary>A connection that does not yet say who it is. It has 0.85 s for its first bytes and 5 s for the handshake after them.</summary>
internal sealed class HalfOpenConnection : IDisposable
{
    /// <summary>Such a connection is to be gone within a second, and on a machine that trains on all cores the timer and the closing take up to a tenth of one.</summary>
    public static readonly TimeSpan FirstBytesLimit = TimeSpan.FromSeconds(0.85);

    public static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _deadline;
    private readonly Action<HalfOpenConnection> _leave;
    private readonly Lock _lock = new();
    private bool _isEvicted;
    private string _why = "it did not complete its first message within 0.85 s";

    public HalfOpenConnection(TimeProvider time, Action<HalfOpenConnection> leave) =>
        (_deadline, _leave) = (new(FirstBytesLimit, time), leave);

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _deadline.Token;

    /// <summary>Why <see cref="Token"/> was cancelled.</summary>
    public string Why
    {
        get
        {
            lock (_lock)
            {
                return _why;
            }
        }
    }

    /// <summary>From now the longer limit counts.</summary>
    public void BeginHandshake()
    {
        lock (_lock)
        {
            // Who was evicted a moment ago gets no new time.
            if (!_isEvicted)
            {
                _why = "its handshake was not complete within 5 s";
                _deadline.CancelAfter(HandshakeLimit);
            }
        }
    }

    /// <summary>Makes room. The owner of the list sees to it that this does not meet <see cref="Dispose"/>.</summary>
    public void Evict()
    {
        lock (_lock)
        {
            (_isEvicted, _why) = (true, "too many connections were opening at the same time");

            // By way of the timer, so that what waits for the token does not run inside a lock.
            _deadline.CancelAfter(TimeSpan.Zero);
        }
    }

    public void Dispose()
    {
        _leave(this);
        _deadline.Dispose();
    }
}
