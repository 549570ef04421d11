using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>The version of a database's schema, compared with this program's.</summary>
internal enum SchemaState
{
    Empty,
    Older,
    Current,
}

/// <summary>Tells by the applied migrations whether a database belongs to this program, and how old it is.</summary>
internal static class SchemaVersion
{
    /// <summary>Whether the database lacks migrations that this program has, and whether it has any.</summary>
    /// <exception cref="SherlockException">
    /// The database has migrations that this program does not know, is older than the earlier release, or has tables of another program.
    /// </exception>
    public static async Task<SchemaState> ReadAsync(SherlockContext db, string database, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(db, cancellationToken);
        if (applied.Count == 0 && await HasTablesAsync(db, cancellationToken))
        {
            // Or the migrations were applied between the two queries.
            applied = await AppliedAsync(db, cancellationToken);
            if (applied.Count == 0)
            {
                throw new SherlockException(
                    $"The database {database} belongs to another program: take another database.", SherlockException.OutOfReach);
            }
        }

        return applied.Count == 0 ? SchemaState.Empty : StateOf(db, applied, database);
    }

    /// <summary>Brings an empty or older database up to date.</summary>
    public static async Task UpgradeAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        await db.Dialect.EarlierRelease.TakeOverAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private static SchemaState StateOf(SherlockContext db, HashSet<string> applied, string database)
    {
        var known = db.Database.GetMigrations().ToList();
        if (applied.FirstOrDefault(migration => !known.Contains(migration) && IsAfter(migration, known[0])) is { } newer)
        {
            throw new SherlockException(
                $"The database {database} was written by a newer version of the program (it knows '{newer}'): "
                + "update the program, or take another database.",
                SherlockException.OutOfReach);
        }

        if (applied.Contains(known[0])) { return applied.Count < known.Count ? SchemaState.Older : SchemaState.Current; }
        return applied.Contains(db.Dialect.EarlierRelease.LastMigration)
            ? SchemaState.Older
            : throw new SherlockException(
                $"The database {database} is older than the release before this one: bring it up to date with that release first.",
                SherlockException.OutOfReach);
    }

    /// <summary>Whether a migration is newer than another one: their names begin with the time at which they were made.</summary>
    private static bool IsAfter(string migration, string other) => string.CompareOrdinal(migration, other) > 0;

    private static async Task<HashSet<string>> AppliedAsync(SherlockContext db, CancellationToken cancellationToken) =>
        [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];

    private static async Task<bool> HasTablesAsync(SherlockContext db, CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<int>(db.Dialect.CountTablesSql).SingleAsync(cancellationToken) > 0;
}
