using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Sessions carry the name of their silo. No timeout of the server ends one that hangs in the middle of a COPY, since it is not idle there, and its machine answers for
/// it; so whoever takes back a silo's trials first ends its sessions.
/// </summary>
internal static class PostgresSessions
{
    public const string Program = "sherlock";

    /// <summary>What the server keeps of a name: NAMEDATALEN less one.</summary>
    private const int Longest = 63;

    private const int PatienceInMilliseconds = 2000;

    /// <summary>The application name of a silo's sessions. The end of the silo's name is what tells it from others.</summary>
    public static string NameOf(string silo)
    {
        // The server replaces all other letters, each version by others.
        var plain = string.Concat(silo.Select(letter => letter is > ' ' and <= '~' ? letter : '?'));
        return $"{Program} {plain[Math.Max(0, plain.Length + Program.Length + 1 - Longest)..]}";
    }

    /// <summary>Ends the sessions of silos in this database, as far as they are the same user's, and waits until their locks are free.</summary>
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
