using System.Text.RegularExpressions;

namespace Sweep.Grains.Storage;

/// <summary>Finds the passwords in a connection string or URI, spelled as they are there.</summary>
public static partial class ConnectionSecrets
{
    /// <summary>Every password in <paramref name="connection"/>, as it is written; empty if it has none.</summary>
    public static IReadOnlyList<string> In(string connection)
    {
        Regex[] forms = Scheme().IsMatch(connection) ? [User(), Key()] : [Pair()];
        return
        [
            .. forms.SelectMany(form => form.Matches(connection))
                .Select(match => match.Groups["secret"].Value)
                .Where(secret => secret.Length > 0),
        ];
    }

    [GeneratedRegex("^postgres(ql)?://", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    // Up to the last '@' in the text: if a special character was not escaped, too much is better than too little.
    [GeneratedRegex("://[^:/?@]*:(?<secret>.*)@")]
    private static partial Regex User();

    [GeneratedRegex("[?&](?:ssl)?password=(?<secret>[^&]*)")]
    private static partial Regex Key();

    // A value in quotes may contain a semicolon, and its own quote doubled.
    [GeneratedRegex(
        """(?:^|;)[^;=]*(?:password|pwd|psw|passphrase)\s*=\s*(?<secret>"(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Pair();
}
