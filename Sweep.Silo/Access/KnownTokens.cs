using System.Collections.Concurrent;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>
/// Remembers for some seconds that tokens are valid, so that queries do not grow with requests. While the database is away, it still knows
/// the tokens that it saw last.
/// </summary>
/// <param name="tokens">The stored tokens; null if this host has none.</param>
internal sealed class KnownTokens(TokenStore? tokens, TimeProvider time)
{
    /// <summary>How long a token that was revoked may still be used.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    /// <summary>How long a token may be used while the database is away.</summary>
    private static readonly TimeSpan _outage = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (TokenInfo Info, long At)> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a text was a valid token when it was last seen, without a query.</summary>
    public bool Knows(string token) => _known.ContainsKey(token);

    /// <summary>What is known of a token that is valid now; null if there is no such token.</summary>
    public async Task<TokenInfo?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (tokens is null) { return null; }
        if (Seen(token, Fresh) is { } fresh) { return fresh; }
        try
        {
            var found = await tokens.FindAsync(token, cancellationToken);
            if (found is null) { _known.TryRemove(token, out _); }
            else
            {
                _known[token] = (found, time.GetTimestamp());
                await tokens.NoteUseAsync(found, cancellationToken);
            }

            return found;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && Seen(token, _outage) is { } known)
        {
            return known;
        }
    }

    private TokenInfo? Seen(string token, TimeSpan since) =>
        _known.TryGetValue(token, out var known) && time.GetElapsedTime(known.At) < since && known.Info.IsValidAt(time.GetUtcNow())
            ? known.Info
            : null;
}
