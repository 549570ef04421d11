using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>
/// Sessions of this machine's user. The program prints an address with a token that opens one session; the token then holds no more. All of
/// it is in memory, and ends with the process.
/// </summary>
/// <param name="tokens">The stored tokens; null if this host has none.</param>
internal sealed class LocalSessions(TokenStore? tokens, TimeProvider time)
{
    /// <summary>How long the printed token of a silo holds, because the silo's log keeps it.</summary>
    internal static readonly TimeSpan FirstHolds = TimeSpan.FromMinutes(15);

    /// <summary>How long the session of a silo's printed token lasts.</summary>
    internal static readonly TimeSpan FirstLasts = TimeSpan.FromHours(24);

    // By their hashes, so that the time of a look-up says nothing about a secret. They end with the process if they have no other end.
    private readonly ConcurrentDictionary<string, (Role Role, DateTimeOffset? End)> _invitations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (Role Role, DateTimeOffset? End)> _sessions = new(StringComparer.Ordinal);

    /// <summary>Makes a token that opens one session, which lasts as long as the process.</summary>
    public string Invite(Role role = Role.Admin) => Invite(role, null);

    /// <summary>
    /// Makes a token that opens one session of a day, within some minutes, and only until a first token is stored.
    /// </summary>
    public string InviteFirst() => Invite(Role.Admin, time.GetUtcNow() + FirstHolds);

    /// <summary>Opens the session of a token, and uses the token up.</summary>
    /// <returns>The session's secret; null if the token opens none, or holds no more.</returns>
    public async Task<string?> OpenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = TokenText.Sha256(token);
        if (!_invitations.TryGetValue(hash, out var invitation) || !await HoldsAsync(invitation.End, cancellationToken)) { return null; }
        if (!_invitations.TryRemove(hash, out _)) { return null; }
        var secret = NewSecret();
        _sessions[TokenText.Sha256(secret)] = (invitation.Role, invitation.End is null ? null : time.GetUtcNow() + FirstLasts);
        return secret;
    }

    /// <summary>The caller of a session; null if there is no such session now.</summary>
    public Caller? Find(string secret) =>
        _sessions.TryGetValue(TokenText.Sha256(secret), out var session) && !(session.End <= time.GetUtcNow())
            ? new(Environment.UserName, session.Role, session.End, secret)
            : null;

    public void Close(string secret) => _sessions.TryRemove(TokenText.Sha256(secret), out _);

    private async Task<bool> HoldsAsync(DateTimeOffset? end, CancellationToken cancellationToken) =>
        end is null || (time.GetUtcNow() < end && !(tokens is not null && await tokens.IsAnyAsync(cancellationToken)));

    private string Invite(Role role, DateTimeOffset? end)
    {
        var token = NewSecret();
        _invitations[TokenText.Sha256(token)] = (role, end);
        return token;
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
