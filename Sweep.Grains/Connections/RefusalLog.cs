using Microsoft.Extensions.Logging;

namespace Sweep.Grains.Connections;

/// <summary>
/// Logs one line for each connection that does not open, for the same target at most one per minute. However many connections there are,
/// it logs at most <see cref="MostPerSecond"/> lines per second, and the number of the others.
/// </summary>
internal sealed partial class RefusalLog(ILogger<RefusalLog> logger, TimeProvider time) : IDisposable
{
    public const int MostPerSecond = 10;

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _unreached = [];
    private long? _begin;
    private int _lines;
    private int _more;
    private ITimer? _sum;

    public void Refused(string who, string why)
    {
        if (MayWrite())
        {
            LogRefused(logger, who, why);
        }
    }

    public void NotConnected(string who, string why)
    {
        if (IsNews(who) && MayWrite())
        {
            LogNotConnected(logger, who, why);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _sum?.Dispose();
        }
    }

    /// <summary>
    /// Tells whether no line about this target was logged within a minute. Orleans tries a silent silo again every second, as long as it
    /// counts as alive.
    /// </summary>
    private bool IsNews(string who)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var old = _unreached.Where(known => time.GetElapsedTime(known.Value, now) >= _minute).Select(known => known.Key).ToList();
            old.ForEach(known => _unreached.Remove(known));
            return _unreached.TryAdd(who, now);
        }
    }

    private bool MayWrite()
    {
        lock (_lock)
        {
            // A sum that is still to come closes its own second.
            if (_more == 0 && (_begin is not { } begin || time.GetElapsedTime(begin) >= _second))
            {
                (_begin, _lines) = (time.GetTimestamp(), 0);
            }

            if (_lines < MostPerSecond)
            {
                _lines++;
                return true;
            }

            if (_more++ == 0)
            {
                _sum?.Dispose();
                _sum = time.CreateTimer(_ => WriteSum(), null, _second, Timeout.InfiniteTimeSpan);
            }

            return false;
        }
    }

    private void WriteSum()
    {
        int more;
        lock (_lock)
        {
            (more, _more, _lines, _begin) = (_more, 0, 0, time.GetTimestamp());
        }

        LogMore(logger, more);
    }
}
