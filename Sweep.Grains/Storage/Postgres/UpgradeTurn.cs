using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The advisory lock that lets only one process at a time change the tables. It belongs to a database session, so it is released when its
/// holder's session ends, however it ends. A holder that hangs keeps it, so waiting for it is reported and has a limit.
/// </summary>
/// <param name="db">A context whose connection is open and stays open.</param>
/// <param name="database">The database's name, for messages.</param>
/// <param name="say">Called once with a line if waiting takes long.</param>
internal sealed class UpgradeTurn(SherlockContext db, string database, TimeProvider time, Action<string>? say = null)
{
    /// <summary>How long another process's turn may take. Changing a table with millions of rows takes minutes.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    // An arbitrary number that no other program uses for a lock in the same database.
    private const long Lock = 0x53686572_6C6F636B;

    private static readonly TimeSpan _worthALine = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _shortPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan _longPause = TimeSpan.FromSeconds(2);

    /// <exception cref="SherlockException">Another process's turn does not end.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var (began, isSaid) = (time.GetTimestamp(), false);
        while (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Lock}) AS \"Value\"").SingleAsync(cancellationToken))
        {
            var waited = time.GetElapsedTime(began);
            if (waited >= Timeout) { throw TooLong(await HolderAsync(cancellationToken)); }
            if (waited >= _worthALine && !isSaid)
            {
                isSaid = true;
                say?.Invoke(
                    $"The database {database} is being brought up to date by {await HolderAsync(cancellationToken) ?? "another process"}: "
                    + $"waiting for up to {Timeout.TotalMinutes:0} min.");
            }

            await Task.Delay(isSaid ? _longPause : _shortPause, time, cancellationToken);
        }
    }

    public Task EndAsync(CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Lock})", cancellationToken);

    /// <summary>
    /// The holder of the lock: the process id of the server's session, and where it comes from. Null if the lock is free.
    /// </summary>
    public async Task<string?> HolderAsync(CancellationToken cancellationToken)
    {
        var (high, low) = ((int)(Lock >> 32), (int)(Lock & 0xFFFF_FFFF));
        return await db.Database.SqlQuery<string>(
            $"""
            SELECT 'session ' || held.pid
              || coalesce(' (' || owner.application_name || ' from ' || coalesce(host(owner.client_addr), 'the same machine') || ')', '')
              AS "Value"
            FROM pg_locks AS held LEFT JOIN pg_stat_activity AS owner ON owner.pid = held.pid
            WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
              AND held.classid::bigint = {high} AND held.objid::bigint = {low}
              AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """).SingleOrDefaultAsync(cancellationToken);
    }

    private SherlockException TooLong(string? holder) => new(
        $"The database {database} has been brought up to date by {holder ?? "another process"} for more than "
        + $"{Timeout.TotalMinutes:0} min: where that hangs, end it, or its session on the server "
        + "(SELECT pg_terminate_backend(...)), and start this again.",
        SherlockException.OutOfReach);
}
