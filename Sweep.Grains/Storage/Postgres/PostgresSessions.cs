using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Ends the database sessions of dead silos. Sessions carry the name of their silo. If a silo hangs in the middle of a COPY, no timeout of
/// the server ends its session, because the session is not idle and its machine still answers. So the silo that takes back its trials first
/// ends its sessions.
/// </summary>
internal static class PostgresSessions
{
    public const string Program = "sherlock";

    /// <summary>The length that the server keeps of a name: NAMEDATALEN minus one.</summary>
    private const int Longest = 63;

    private const int PatienceInMilliseconds = 2000;

    /// <summary>
    /// The application name of a silo's sessions. It keeps the end of the silo's name, which differs from those of other silos.
    /// </summary>
    public static string NameOf(string silo)
    {
        // The server replaces all other characters, and how depends on its version.
        var plain = string.Concat(silo.Select(letter => letter is > ' ' and <= '~' ? letter : '?'));
        return $"{Program} {plain[Math.Max(0, plain.Length + Program.Length + 1 - Longest)..]}";
    }

    /// <summary>
    /// Ends the sessions of silos in this database, if they belong to the same user, and waits until their locks are free.
    /// </summary>
    public static Task EndAsync(SherlockContext db, IReadOnlyList<string> silos, CancellationToken cancellationToken)
    {
        var names = silos.Select(NameOf).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            SELECT pg_terminate_backend(pid, {PatienceInMilliseconds}) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND application_name = ANY ({names}) AND pid <> pg_backend_pid()
            """,
            cancellationToken);
    }
}
