using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>
/// Who must look before it writes takes one of these first, and looks in a statement of its own after it: on a server, where transactions run side by side,
/// what it saw then stays so until it commits. Where one transaction writes at a time there is nothing to lock.
/// </summary>
internal static class SweepLocks
{
    // Any number will do that no other program takes for its own lock in the same database.
    private const long Names = 0x53686572_6C6F636C;

    /// <summary>
    /// The sweep's row: for whoever decides by the state of a sweep's trials over the sweep's own, or the other way round. Rows that refer to the sweep may
    /// still be inserted meanwhile.
    /// </summary>
    public static async Task TakeAsync(SherlockContext db, Guid sweep, CancellationToken cancellationToken)
    {
        if (db.Dialect.HasOneWriter) { return; }
        var sql = "SELECT 1 FROM sweeps WHERE id = {0}" + db.Dialect.ForUpdate;
        await db.Database.ExecuteSqlRawAsync(sql, [sweep], cancellationToken);
    }

    /// <summary>The names of folders: however many sweeps of one name are submitted at once, each finds the next that is free.</summary>
    public static async Task TakeNamesAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        if (db.Dialect.HasOneWriter) { return; }
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Names})", cancellationToken);
    }
}
