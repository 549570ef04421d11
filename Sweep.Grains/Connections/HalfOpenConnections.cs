namespace Sweep.Grains.Connections;

/// <summary>
/// All connections of the process that are opening. If there are too many, the oldest is closed: an honest one opens within milliseconds,
/// so a flood of silent ones pushes out only its own.
/// </summary>
internal sealed class HalfOpenConnections(TimeProvider time)
{
    /// <summary>The largest number of them. Each costs a socket and some buffers of 4 KiB.</summary>
    public const int Most = 256;

    private readonly Lock _lock = new();
    private readonly LinkedList<HalfOpenConnection> _oldestFirst = [];
    private readonly Dictionary<HalfOpenConnection, LinkedListNode<HalfOpenConnection>> _places = [];

    public HalfOpenConnection Enter()
    {
        var connection = new HalfOpenConnection(time, Leave);
        lock (_lock)
        {
            _places.Add(connection, _oldestFirst.AddLast(connection));
            if (_oldestFirst.Count > Most)
            {
                var oldest = _oldestFirst.First!.Value;
                Forget(oldest);
                oldest.Evict();
            }
        }

        return connection;
    }

    private void Leave(HalfOpenConnection connection)
    {
        lock (_lock)
        {
            Forget(connection);
        }
    }

    private void Forget(HalfOpenConnection connection)
    {
        if (_places.Remove(connection, out var place))
        {
            _oldestFirst.Remove(place);
        }
    }
}
