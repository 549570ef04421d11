using System.Text.RegularExpressions;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>The server's settings for our sessions, beside those that the user has chosen.</summary>
internal static class PostgresOptions
{
    private static readonly (string Name, int Value)[] _ours =
    [
        // A process that is stopped in the middle of a transaction must not hold its rows' locks for ever. Milliseconds.
        ("idle_in_transaction_session_timeout", 5000),
        ("lock_timeout", 8000),

        // Nor one whose machine is gone: asked after 10 s of silence, then every 5 s, it is given up after three that were not answered.
        ("tcp_keepalives_idle", 10),
        ("tcp_keepalives_interval", 5),
        ("tcp_keepalives_count", 3),
        ("tcp_user_timeout", 25_000),
    ];

    /// <param name="given">The user's own, as <c>-c name=value</c> or <c>--name=value</c>; they stay, and count.</param>
    public static string Complete(string? given)
    {
        var missing = _ours.Where(setting => !IsSet(given ?? "", setting.Name)).Select(setting => $"-c {setting.Name}={setting.Value}");
        return string.Join(' ', missing.Prepend(given?.Trim()).Where(text => !string.IsNullOrEmpty(text)));
    }

    // In the long form a dash may stand for an underline.
    private static bool IsSet(string given, string name) =>
        Regex.IsMatch(given, $@"(?:^|\s)(?:-c\s*|--){name.Replace("_", "[_-]", StringComparison.Ordinal)}\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
