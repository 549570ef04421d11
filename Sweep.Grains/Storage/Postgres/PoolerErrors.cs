using System.Text.RegularExpressions;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// What PgBouncer and its like say: all under one code, that of a broken protocol, so that only the text tells what passes by waiting from
/// what a person must put right.
/// </summary>
internal static partial class PoolerErrors
{
    private const string Refuses = "is behind a pooler that does not take the connection's setting";
    private const string Helps = "name it in the pooler's ignore_startup_parameters, or leave it out (Options, Search Path, Timezone).";

    /// <param name="text">The pooler's.</param>
    public static (string Text, bool Passes) Explain(string text)
    {
        if (Parameter().Match(text) is { Success: true } match) { return ($"{Refuses} '{match.Groups[1].Value}': {Helps}", false); }
        return Passing().IsMatch(text) ? ("is behind a pooler that has no session for us now.", true) : ("refuses the connection.", false);
    }

    [GeneratedRegex(@"unsupported startup parameter(?: in options)?: ([A-Za-z_.]+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(
        "try again|timeout|server_login_retry|no more connections|shutting down|cannot connect|crash|paused|suspend|server (down|is down)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Passing();
}
