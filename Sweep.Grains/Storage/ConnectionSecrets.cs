using System.Text.RegularExpressions;

namespace Sweep.Grains.Storage;

/// <summary>Finds the passwords in a connection string or URI, in the spelling that they have there.</summary>
public static partial class ConnectionSecrets
{
    /// <summary>Every password in <paramref name="connection"/>, as it is written; nothing where it has none.</summary>
    public static IReadOnlyList<string> In(string connection)
    {
        Regex[] forms = Scheme().IsMatch(connection) ? [User(), Key()] : [Pair()];
        return [.. forms.SelectMany(form => form.Matches(connection)).Select(match => match.Groups["secret"].Value).Where(secret => secret.Length > 0)];
    }

    [GeneratedRegex("^postgres(ql)?://", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    // Up to the last '@' of all: too much rather than too little, where somebody has left a special letter as it is.
    [GeneratedRegex("://[^:/?@]*:(?<secret>.*)@")]
    private static partial Regex User();

    [GeneratedRegex("[?&](?:ssl)?password=(?<secret>[^&]*)")]
    private static partial Regex Key();

    // A value in quotes may hold a semicolon, and its own quote doubled.
    [GeneratedRegex("""(?:^|;)[^;=]*(?:password|pwd|psw|passphrase)\s*=\s*(?<secret>"(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Pair();
}
