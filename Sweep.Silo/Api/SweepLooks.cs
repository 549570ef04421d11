using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>
/// Looks at sweeps for all callers together: a look is shared for half a second, and after the first one only what may have changed is
/// read.
/// </summary>
internal sealed class SweepLooks(ApiSource source, TimeProvider time)
{
    private const int MostKept = 8;

    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<Guid, Entry> _entries = [];

    /// <exception cref="Grains.SherlockException">No sweep has this id.</exception>
    public Task<SweepLook> LookAsync(Guid sweep, CancellationToken cancellationToken) =>
        EntryOf(sweep).LookAsync(isFreshEnough: true).WaitAsync(cancellationToken);

    /// <summary>The same, but never a shared look.</summary>
    public Task<SweepLook> LookAgainAsync(Guid sweep, CancellationToken cancellationToken) =>
        EntryOf(sweep).LookAsync(isFreshEnough: false).WaitAsync(cancellationToken);

    private Entry EntryOf(Guid sweep)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(sweep, out var entry))
            {
                if (_entries.Count >= MostKept) { _entries.Remove(_entries.MinBy(pair => pair.Value.UsedAt).Key); }
                _entries.Add(sweep, entry = new(sweep, source.Reader, time));
            }

            entry.UsedAt = time.GetTimestamp();
            return entry;
        }
    }

    private sealed class Entry(Guid sweep, SweepReader reader, TimeProvider time)
    {
        private readonly Lock _lock = new();
        private readonly KnownTrials _known = new(reader);
        private Task<SweepLook>? _look;
        private SweepLook? _last;
        private long _beganAt;

        public long UsedAt { get; set; }

        /// <summary>Shares the last look, or makes the next one after it. A look goes on although a caller goes away.</summary>
        public Task<SweepLook> LookAsync(bool isFreshEnough)
        {
            lock (_lock)
            {
                if (isFreshEnough && _look is { IsFaulted: false } shared
                    && (!shared.IsCompleted || time.GetElapsedTime(_beganAt) < _fresh))
                {
                    return shared;
                }

                _beganAt = time.GetTimestamp();
                return _look = AfterAsync(_look);
            }
        }

        private async Task<SweepLook> AfterAsync(Task? before)
        {
            // SQLite reads synchronously, and the caller holds the lock.
            await Task.Yield();
            if (before is not null) { await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); }
            return _last = await ReadAsync(CancellationToken.None);
        }

        private async Task<SweepLook> ReadAsync(CancellationToken cancellationToken)
        {
            // The trials of a sweep that does not run change only with their counts.
            if (_last is { Sweep.Status: not SweepStatus.Running } last
                && await reader.SummaryAsync(sweep, cancellationToken) is var now
                && now.Status == last.Sweep.Status && now.FinishedAt == last.Sweep.FinishedAt
                && now.Counts.SequenceEqual(last.Sweep.Counts))
            {
                return last with { Sweep = now };
            }

            var (summary, trials) = await _known.LookAsync(sweep, cancellationToken);
            return new(summary, trials);
        }
    }
}
