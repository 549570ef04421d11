using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>What is known of one sweep, and the look at it that callers share.</summary>
internal sealed class KeptLook(Guid sweep, SweepReader reader, TimeProvider time)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly KnownTrials _known = new(reader);
    private Task<SweepLook>? _look;
    private SweepLook? _last;
    private long _beganAt;

    /// <summary>When it was asked for last.</summary>
    public long UsedAt { get; set; }

    /// <summary>How many watches need it.</summary>
    public int Holders { get; set; }

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
