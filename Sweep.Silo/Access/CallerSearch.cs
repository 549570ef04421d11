namespace Sweep.Silo.Access;

/// <summary>Finds out who a secret belongs to.</summary>
/// <param name="tokens">The stored tokens; null if this host has none.</param>
internal sealed class CallerSearch(LocalSessions sessions, KnownTokens? tokens)
{
    /// <summary>Whether a secret was valid when it was last seen, without a query.</summary>
    public bool Knows(string secret) => sessions.Find(secret) is not null || tokens?.Knows(secret) is true;

    /// <summary>The caller whom the secret belongs to now; null if it belongs to none, was revoked or has expired.</summary>
    public async Task<Caller?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (sessions.Find(secret) is { } local) { return local; }
        return tokens is not null && await tokens.FindAsync(secret, cancellationToken) is { } token
            ? new(token.Name, token.Role, token.ExpiresAt, secret)
            : null;
    }
}
