using System.Collections.Concurrent;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>
/// Remembers for some seconds that tokens are valid, so that queries do not grow with requests. While the database is away, it still knows
/// the tokens that it saw last.
/// </summary>
/// <param name="findAsync">Finds a stored token.</param>
/// <param name="noteAsync">Notes that a token is used.</param>
internal sealed class KnownTokens(
    Func<string, CancellationToken, Task<TokenInfo?>> findAsync, Func<TokenInfo, CancellationToken, Task> noteAsync, TimeProvider time,
    ILogger logger)
{
    /// <summary>How long a token that was revoked may still be used.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    /// <summary>How long a token may be used while the database is away.</summary>
    internal static readonly TimeSpan Outage = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (TokenInfo Info, long At)> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<TokenInfo?>>> _asked = new(StringComparer.Ordinal);

    /// <summary>Whether a text was a valid token when it was last seen, without a query.</summary>
    public bool Knows(string token) => _known.ContainsKey(token);

    /// <summary>
    /// What is known of a token that is valid now; null if there is no such token. Callers at the same time share a query.
    /// </summary>
    public async Task<TokenInfo?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (Seen(token, Fresh) is { } fresh) { return fresh; }
        try
        {
            return await _asked.GetOrAdd(token, one => new(() => AskAsync(one))).Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && Seen(token, Outage) is not null)
        {
            return Seen(token, Outage);
        }
    }

    /// <summary>Goes on although a caller goes away, because others may wait for it.</summary>
    private async Task<TokenInfo?> AskAsync(string token)
    {
        try
        {
            var found = await findAsync(token, CancellationToken.None);
            if (found is null) { _known.TryRemove(token, out _); }
            else
            {
                _known[token] = (found, time.GetTimestamp());
                _ = NoteAsync(found);
            }

            return found;
        }
        finally
        {
            _asked.TryRemove(token, out _);
        }
    }

    /// <summary>No caller waits for it: the time of the last use is only shown.</summary>
    private async Task NoteAsync(TokenInfo token)
    {
        await Task.Yield();
        try
        {
            await noteAsync(token, CancellationToken.None);
        }
        catch (Exception exception)
        {
            AccessLog.NotNoted(logger, token.Name, exception.Message);
        }
    }

    private TokenInfo? Seen(string token, TimeSpan since) =>
        _known.TryGetValue(token, out var known) && time.GetElapsedTime(known.At) < since && known.Info.IsValidAt(time.GetUtcNow())
            ? known.Info
            : null;
}
