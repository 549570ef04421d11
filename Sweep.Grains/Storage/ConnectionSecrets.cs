using System.Text.RegularExpressions;

namespace Sweep.Grains.Storage;

/// <summary>Finds the passwords in a connection string or URI, in the spelling that they have there.</summary>
public static partial class ConnectionSecrets
{
    /// <summary>Every password in <paramref name="connection"/>, as it is written; nothing where it has none.</summary>
    public static IReadOnlyList<string> In(string connection) =>
        [.. Pairs().Matches(connection).Concat(Uris().Matches(connection)).Select(match => match.Groups["secret"].Value).Where(secret => secret.Length > 0)];

    // A value in quotes may hold a semicolon, and its own quote doubled.
    [GeneratedRegex("""(?:^|;)[^;=]*(?:password|pwd|psw|passphrase)\s*=\s*(?<secret>"(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Pairs();

    // The last '@' before the path ends the password, whatever stands in it.
    [GeneratedRegex(@"^postgres(?:ql)?://(?:[^:/?@]*:(?<secret>[^/?]*)@|.*[?&]password=(?<secret>[^&]*))", RegexOptions.IgnoreCase)]
    private static partial Regex Uris();
}
