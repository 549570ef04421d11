using System.Collections.Concurrent;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>
/// Remembers what callers showed in vain. A program that goes on showing a revoked token costs no query, and counts as one failed try.
/// </summary>
internal sealed class RefusedSecrets(TimeProvider time)
{
    /// <summary>How long a secret is remembered.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>If more secrets than this are remembered, all are forgotten.</summary>
    private const int Most = 4096;

    // By their hashes, so that memory has no secret and each takes the same room.
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);

    /// <summary>Whether a secret was refused lately. A secret that is no good never becomes good again.</summary>
    public bool Contains(string secret) =>
        _refused.TryGetValue(TokenText.Sha256(secret), out var at) && time.GetElapsedTime(at) < Kept;

    /// <summary>Remembers a secret.</summary>
    /// <returns>False if it is remembered already, because the same secret comes in several requests at once.</returns>
    public bool Add(string secret)
    {
        if (_refused.Count >= Most) { _refused.Clear(); }
        var (key, now) = (TokenText.Sha256(secret), time.GetTimestamp());
        if (_refused.TryAdd(key, now)) { return true; }
        var before = _refused.GetValueOrDefault(key);
        return time.GetElapsedTime(before) >= Kept && _refused.TryUpdate(key, now, before);
    }
}
