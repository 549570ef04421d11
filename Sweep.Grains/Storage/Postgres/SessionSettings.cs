using System.Text.RegularExpressions;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The server's settings for our sessions, beside those that the user has chosen. Each session begins by setting them: as options of the
/// connection's start, which would do too, poolers refuse them.
/// </summary>
internal static class SessionSettings
{
    private const string LockTimeout = "lock_timeout";

    private static readonly (string Name, int Value)[] _ours =
    [
        // A process that is stopped in the middle of a transaction must not hold its rows' locks without end. Milliseconds.
        ("idle_in_transaction_session_timeout", 5000),
        (LockTimeout, 8000),

        // Nor one whose machine is gone: asked after 10 s of silence, then every 5 s, it is given up after three that were not answered.
        ("tcp_keepalives_idle", 10),
        ("tcp_keepalives_interval", 5),
        ("tcp_keepalives_count", 3),
        ("tcp_user_timeout", 25_000),
    ];

    /// <summary>The statement that sets them. What a server does not know it leaves out.</summary>
    /// <param name="given">The user's own, as <c>-c name=value</c> or <c>--name=value</c>; they stay, and count.</param>
    /// <param name="isPatient">Whether locks are waited for without limit, whatever the user has chosen.</param>
    /// <returns>Null if nothing is left to set.</returns>
    public static string? Sql(string? given, bool isPatient)
    {
        var settings = _ours.Where(setting => !IsSet(given ?? "", setting.Name))
            .Where(setting => !isPatient || setting.Name != LockTimeout)
            .Concat(isPatient ? [(LockTimeout, 0)] : [])
            .Select(setting => $"('{setting.Name}', '{setting.Value}')").ToList();
        return settings.Count == 0
            ? null
            : $"""
            SELECT set_config(name, value, false) FROM (VALUES {string.Join(", ", settings)}) AS ours (name, value)
            WHERE current_setting(name, true) IS NOT NULL
            """;
    }

    // In the long form a dash may stand for an underline.
    private static bool IsSet(string given, string name) => Regex.IsMatch(
        given,
        $@"(?:^|\s)(?:-c\s*|--){name.Replace("_", "[_-]", StringComparison.Ordinal)}\s*=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
