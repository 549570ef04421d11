using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>Tells by its applied migrations whether a database is one of ours, and how old.</summary>
internal static class SchemaVersion
{
    /// <summary>Whether the database lacks migrations that this program has.</summary>
    /// <exception cref="SherlockException">It has migrations that this program does not know, or tables of somebody else.</exception>
    public static async Task<bool> NeedsMigrationAsync(SherlockContext db, string path, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet();
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new SherlockException(
                $"The database {path} was written by a newer version of the program (it knows '{newer}'): update the program, or take another data folder.",
                SherlockException.OutOfReach);
        }

        if (applied.Count == 0 && await HasTablesAsync(db, cancellationToken))
        {
            throw new SherlockException(
                $"The database {path} belongs to another program: take another data folder.", SherlockException.OutOfReach);
        }

        return applied.Count < known.Count;
    }

    private static async Task<bool> HasTablesAsync(SherlockContext db, CancellationToken cancellationToken) =>
        await db.Database
            .SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'")
            .SingleAsync(cancellationToken) > 0;
}
