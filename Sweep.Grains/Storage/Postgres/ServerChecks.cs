using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>What a server must be, and what is said of one that is not.</summary>
/// <param name="database">Its name, for people.</param>
internal sealed class ServerChecks(string database)
{
    /// <summary>The oldest server that is accepted: older ones get no security fixes any more.</summary>
    private const int OldestVersion = 14;

    private const string Encoding = "UTF8";

    /// <summary>How often two sessions are compared: a pooler may give them two of the server's by chance.</summary>
    private const int Comparisons = 5;

    /// <summary>Names and texts may have any letters, and the server must store them as they are.</summary>
    /// <param name="session">An open one: the server said at its beginning how the database stores text.</param>
    public void RequireUtf8(NpgsqlConnection session)
    {
        var encoding = session.PostgresParameters.GetValueOrDefault("server_encoding", Encoding);
        if (encoding == Encoding) { return; }
        var place = new NpgsqlConnectionStringBuilder(session.ConnectionString);
        var server = string.Create(CultureInfo.InvariantCulture, $"--host={place.Host} --port={place.Port} --username={place.Username}");
        throw new SherlockException(
            $"The database {database} stores text as {encoding}, which lacks letters that names and texts may have; {Encoding} is needed. "
            + $"To make one that has it: createdb {server} --encoding={Encoding} --locale=C --template=template0 NAME",
            SherlockException.OutOfReach);
    }

    /// <summary>The server is new enough, and can be written.</summary>
    /// <param name="db">Its connection is open.</param>
    public async Task RequireWritableAsync(PostgresContext db, CancellationToken cancellationToken)
    {
        var version = ((NpgsqlConnection)db.Database.GetDbConnection()).PostgreSqlVersion;
        if (version.Major < OldestVersion)
        {
            throw new SherlockException(
                $"The database {database} is on PostgreSQL {version}; {OldestVersion} or newer is needed.", SherlockException.OutOfReach);
        }

        var readOnly = db.Database.SqlQuery<string>($"SELECT current_setting('transaction_read_only') AS \"Value\"");
        if (await readOnly.SingleAsync(cancellationToken) == "on")
        {
            throw new SherlockException(
                $"The database {database} is read-only (a standby, or set so): name the primary server, or make it writable.",
                SherlockException.OutOfReach,
                passes: true);
        }
    }

    /// <summary>
    /// Each session is one of the server's from its beginning to its end, because locks and settings belong to sessions: a pooler that
    /// shares them out by transactions gives two sessions of ours the same one.
    /// </summary>
    /// <param name="db">Its connection is open.</param>
    /// <param name="other">The same.</param>
    public async Task RequireSessionsAsync(PostgresContext db, PostgresContext other, CancellationToken cancellationToken)
    {
        for (var left = Comparisons; left > 0; left--)
        {
            if (await ProcessAsync(db, cancellationToken) != await ProcessAsync(other, cancellationToken)) { continue; }
            throw new SherlockException(
                $"The database {database} is behind a pooler that shares sessions out by transactions; a silo needs sessions of its own: "
                + "set pool_mode = session, or name the server itself.",
                SherlockException.OutOfReach);
        }
    }

    /// <summary>Whether something stands between: it makes up process ids of its own.</summary>
    /// <param name="db">Its connection is open.</param>
    public static async Task<bool> IsBehindPoolerAsync(PostgresContext db, CancellationToken cancellationToken) =>
        ((NpgsqlConnection)db.Database.GetDbConnection()).ProcessID != await ProcessAsync(db, cancellationToken);

    private static Task<int> ProcessAsync(PostgresContext db, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync(cancellationToken);
}
