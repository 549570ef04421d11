using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The advisory lock under which one process at a time changes the tables. It belongs to a session: it is free when its holder's has ended, however it ended. A holder
/// that hangs keeps it, so that it is not waited for without a word, nor without end.
/// </summary>
/// <param name="db">Its connection is open, and stays so.</param>
/// <param name="database">Its name, for people.</param>
/// <param name="say">Told once, where it takes long.</param>
internal sealed class UpgradeTurn(SherlockContext db, string database, TimeProvider time, Action<string>? say = null)
{
    /// <summary>How long another process' turn may take: that of a table with millions of rows takes minutes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Any number will do that no other program takes for its own lock in the same database.
    private const long Lock = 0x53686572_6C6F636B;

    private static readonly TimeSpan _worthALine = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _shortPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan _longPause = TimeSpan.FromSeconds(2);

    /// <exception cref="SherlockException">Somebody else's turn does not end.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var (began, isSaid) = (time.GetTimestamp(), false);
        while (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Lock}) AS \"Value\"").SingleAsync(cancellationToken))
        {
            var waited = time.GetElapsedTime(began);
            if (waited >= Patience) { throw TooLong(await HolderAsync(cancellationToken)); }
            if (waited >= _worthALine && !isSaid)
            {
                isSaid = true;
                say?.Invoke($"The database {database} is being brought up to date by {await HolderAsync(cancellationToken) ?? "another process"}: waiting for up to {Patience.TotalMinutes:0} min.");
            }

            await Task.Delay(isSaid ? _longPause : _shortPause, time, cancellationToken);
        }
    }

    public Task EndAsync(CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Lock})", cancellationToken);

    /// <summary>Who has the turn now: the process id of the server's session, and where it comes from. Null where nobody has it.</summary>
    public async Task<string?> HolderAsync(CancellationToken cancellationToken)
    {
        var (high, low) = ((int)(Lock >> 32), (int)(Lock & 0xFFFF_FFFF));
        return await db.Database.SqlQuery<string>(
            $"""
            SELECT 'session ' || held.pid || coalesce(' (' || owner.application_name || ' from ' || coalesce(host(owner.client_addr), 'the same machine') || ')', '') AS "Value"
            FROM pg_locks AS held LEFT JOIN pg_stat_activity AS owner ON owner.pid = held.pid
            WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1 AND held.classid::bigint = {high} AND held.objid::bigint = {low}
              AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """).SingleOrDefaultAsync(cancellationToken);
    }

    private SherlockException TooLong(string? holder) => new(
        $"The database {database} has been brought up to date by {holder ?? "another process"} for more than {Patience.TotalMinutes:0} min: where that hangs, end it, or its session on the server (SELECT pg_terminate_backend(...)), and start this again.",
        SherlockException.OutOfReach);
}
