using System.Globalization;
using Spectre.Console.Rendering;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Shows tokens, one per line.</summary>
internal static class TokenTable
{
    public static IRenderable Render(IReadOnlyList<TokenInfo> tokens, DateTimeOffset now, int width) => FittedTable.Render<TokenInfo>(
        [
            new("name", 0, true, token => token.Name),
            new("role", 1, true, token => token.Role.ToString().ToLowerInvariant()),
            new("begins with", 3, true, token => token.Prefix),
            new("status", 2, true, token => Status(token, now)),
            new("created (UTC)", 5, true, token => Time(token.CreatedAt)),
            new("last used (UTC)", 4, true, token => token.LastUsedAt is { } time ? Time(time) : "never"),
        ],
        tokens,
        width);

    /// <summary>Until when a token is valid, after "valid".</summary>
    public static string End(TokenInfo token) =>
        token.ExpiresAt is { } end ? $"until {Time(end)} UTC" : "until it is revoked";

    private static string Status(TokenInfo token, DateTimeOffset now) =>
        token.RevokedAt is not null ? "revoked" : token.IsValidAt(now) ? $"valid {End(token)}" : "expired";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
