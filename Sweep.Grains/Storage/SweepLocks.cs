using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>
/// Locks for transactions that read before they write. A transaction takes a lock first, and then reads in another statement. On a server,
/// on which transactions run concurrently, what it read then stays unchanged until it commits. If the database allows only one writer at a
/// time, nothing has to be locked.
/// </summary>
internal static class SweepLocks
{
    // An arbitrary number that no other program uses for a lock in the same database.
    private const long Names = 0x53686572_6C6F636C;

    /// <summary>
    /// Locks the sweep's row: for a transaction that changes the sweep's state because of the state of its trials, or the reverse. Rows
    /// that refer to the sweep may still be inserted meanwhile.
    /// </summary>
    public static async Task TakeAsync(SherlockContext db, Guid sweep, CancellationToken cancellationToken)
    {
        if (db.Dialect.HasOneWriter) { return; }
        var sql = "SELECT 1 FROM sweeps WHERE id = {0}" + db.Dialect.ForUpdate;
        await db.Database.ExecuteSqlRawAsync(sql, [sweep], cancellationToken);
    }

    /// <summary>
    /// Locks the names of folders, so that if several sweeps with one name are submitted at the same time, each finds the next free folder.
    /// </summary>
    public static async Task TakeNamesAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        if (db.Dialect.HasOneWriter) { return; }
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Names})", cancellationToken);
    }
}
