namespace Sweep.Silo.Api;

/// <summary>
/// Looks at sweeps for all callers together: a look is shared for half a second, and after the first one only what may have changed is
/// read.
/// </summary>
internal sealed class SweepLooks(ApiSource source, TimeProvider time)
{
    /// <summary>How many sweeps are kept that no watch holds: those that lists show, and some more.</summary>
    internal const int MostKept = 2 * SweepEndpoints.MostRunning;

    private readonly Dictionary<Guid, KeptLook> _kept = [];

    /// <exception cref="Grains.SherlockException">No sweep has this id.</exception>
    public Task<SweepLook> LookAsync(Guid sweep, CancellationToken cancellationToken) =>
        Of(sweep).LookAsync(isFreshEnough: true).WaitAsync(cancellationToken);

    /// <summary>The same, but never a shared look.</summary>
    public Task<SweepLook> LookAgainAsync(Guid sweep, CancellationToken cancellationToken) =>
        Of(sweep).LookAsync(isFreshEnough: false).WaitAsync(cancellationToken);

    /// <summary>Keeps what is known of a sweep until as many calls of <see cref="Release"/>, whatever other sweeps are looked at.</summary>
    public void Hold(Guid sweep)
    {
        lock (_kept) { Of(sweep).Holders++; }
    }

    public void Release(Guid sweep)
    {
        lock (_kept) { Of(sweep).Holders--; }
    }

    private KeptLook Of(Guid sweep)
    {
        lock (_kept)
        {
            if (!_kept.TryGetValue(sweep, out var kept))
            {
                var free = _kept.Where(pair => pair.Value.Holders == 0).ToList();
                if (free.Count >= MostKept) { _kept.Remove(free.MinBy(pair => pair.Value.UsedAt).Key); }
                _kept.Add(sweep, kept = new(sweep, source.Reader, time));
            }

            kept.UsedAt = time.GetTimestamp();
            return kept;
        }
    }
}
