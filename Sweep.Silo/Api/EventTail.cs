using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>
/// Reads the new events of a sweep. Transactions commit in another order than they take their ids, so an event may appear behind one that
/// was read already: the newest ids are read again for a while, and those that were seen are dropped.
/// </summary>
internal sealed class EventTail(Guid sweep, SweepReader reader, TimeProvider time)
{
    public const int Page = 1000;

    /// <summary>How long a transaction may take from its id to its commit: longer than any that stores an event.</summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    private readonly Dictionary<long, long> _seen = [];
    private bool _hasBegun;

    /// <summary>The id up to which no event can appear any more. A stream that begins after it misses nothing.</summary>
    public long Position { get; private set; }

    /// <summary>Reads all or nothing: if it fails, the next call returns what this one would have returned.</summary>
    /// <returns>The events that were stored since the last call, in ascending order of ids; none at the first call.</returns>
    public async Task<IReadOnlyList<SweepEvent>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_hasBegun) { Position = await reader.LastEventAsync(sweep, time.GetUtcNow() - Settling, cancellationToken); }
        var found = await AfterPositionAsync(cancellationToken);
        var fresh = found.Where(one => _seen.TryAdd(one.Id, time.GetTimestamp())).ToList();
        Settle();
        if (_hasBegun) { return fresh; }
        _hasBegun = true;
        return [];
    }

    private async Task<List<SweepEvent>> AfterPositionAsync(CancellationToken cancellationToken)
    {
        var found = new List<SweepEvent>();
        IReadOnlyList<SweepEvent> page;
        do
        {
            page = await reader.EventsAsync(sweep, found.Count > 0 ? found[^1].Id : Position, Page, cancellationToken);
            found.AddRange(page);
        }
        while (page.Count == Page);
        return found;
    }

    private void Settle()
    {
        var old = _seen.Where(one => time.GetElapsedTime(one.Value) > Settling).Select(one => one.Key).ToList();
        if (old.Count == 0) { return; }
        Position = Math.Max(Position, old.Max());
        foreach (var id in _seen.Keys.Where(id => id <= Position).ToList()) { _seen.Remove(id); }
    }
}
