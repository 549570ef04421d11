using System.Text.Json.Nodes;
using Sweep.Grains.Storage;

namespace Sweep.Client.Json;

/// <summary>Writes what is known of tokens as JSON for scripts and for the dashboard; the names are a contract.</summary>
internal static class TokenJson
{
    public static JsonArray List(IEnumerable<TokenInfo> tokens) => JsonText.Array(tokens.Select(Whole));

    public static JsonObject Whole(TokenInfo token) => new()
    {
        ["id"] = token.Id.ToString("n"),
        ["name"] = token.Name,
        ["role"] = token.Role.ToString().ToLowerInvariant(),
        ["prefix"] = token.Prefix,
        ["created_at"] = token.CreatedAt,
        ["expires_at"] = token.ExpiresAt,
        ["last_used_at"] = token.LastUsedAt,
        ["revoked_at"] = token.RevokedAt,
    };
}
