namespace Sweep.Grains.Connections;

/// <summary>
/// A connection that has not yet identified itself. It has 0.85 s for its first bytes and 5 s for the handshake after them.
/// </summary>
internal sealed class HalfOpenConnection : IDisposable
{
    /// <summary>
    /// Such a connection must be gone within a second; if a machine trains on all cores, the timer and the closing take up to a tenth of
    /// one.
    /// </summary>
    public static readonly TimeSpan FirstBytesLimit = TimeSpan.FromSeconds(0.85);

    public static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _deadline;
    private readonly Action<HalfOpenConnection> _leave;
    private readonly Lock _lock = new();
    private bool _isEvicted;
    private string _why = "it did not complete its first message within 0.85 s";

    public HalfOpenConnection(TimeProvider time, Action<HalfOpenConnection> leave) =>
        (_deadline, _leave) = (new(FirstBytesLimit, time), leave);

    /// <summary>Is cancelled when the time is over.</summary>
    public CancellationToken Token => _deadline.Token;

    /// <summary>The reason why <see cref="Token"/> was cancelled.</summary>
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

    /// <summary>Applies the longer limit from now on.</summary>
    public void BeginHandshake()
    {
        lock (_lock)
        {
            // A connection that was evicted a moment ago gets no more time.
            if (!_isEvicted)
            {
                _why = "its handshake was not complete within 5 s";
                _deadline.CancelAfter(HandshakeLimit);
            }
        }
    }

    /// <summary>
    /// Closes this connection to make room. The owner of the list ensures that this never runs at the same time as <see cref="Dispose"/>.
    /// </summary>
    public void Evict()
    {
        lock (_lock)
        {
            (_isEvicted, _why) = (true, "too many connections were opening at the same time");

            // The timer cancels, so that code which waits for the token does not run inside a lock.
            _deadline.CancelAfter(TimeSpan.Zero);
        }
    }

    public void Dispose()
    {
        _leave(this);
        _deadline.Dispose();
    }
}
