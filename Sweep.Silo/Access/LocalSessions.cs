using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>
/// Sessions of this machine's user. The program prints an address with a token that opens one session; the token then holds no more. All of
/// it is in memory, and ends with the process.
/// </summary>
internal sealed class LocalSessions
{
    // By their hashes, so that the time of a look-up says nothing about a secret.
    private readonly ConcurrentDictionary<string, Role> _invitations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Role> _sessions = new(StringComparer.Ordinal);

    /// <summary>Makes a token that opens one session.</summary>
    public string Invite(Role role = Role.Admin)
    {
        var token = NewSecret();
        _invitations[TokenText.Sha256(token)] = role;
        return token;
    }

    /// <summary>Opens the session of a token, and uses the token up.</summary>
    /// <returns>The session's secret; null if the token opens none, or has been used.</returns>
    public string? Open(string token)
    {
        if (!_invitations.TryRemove(TokenText.Sha256(token), out var role)) { return null; }
        var secret = NewSecret();
        _sessions[TokenText.Sha256(secret)] = role;
        return secret;
    }

    /// <summary>The caller of a session; null if there is no such session.</summary>
    public Caller? Find(string secret) =>
        _sessions.TryGetValue(TokenText.Sha256(secret), out var role) ? new(Environment.UserName, role, ExpiresAt: null, secret) : null;

    public void Close(string secret) => _sessions.TryRemove(TokenText.Sha256(secret), out _);

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
