using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>How a database of ours stands to this program.</summary>
internal enum SchemaState
{
    Empty,
    Older,
    Current,
}

/// <summary>Tells by its applied migrations whether a database is one of ours, and how old.</summary>
internal static class SchemaVersion
{
    /// <summary>Whether the database lacks migrations that this program has, and whether it has any.</summary>
    /// <exception cref="SherlockException">It has migrations that this program does not know, or tables of somebody else.</exception>
    public static async Task<SchemaState> ReadAsync(SherlockContext db, string database, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = await AppliedAsync(db, cancellationToken);
        if (applied.Count == 0 && await HasTablesAsync(db, cancellationToken))
        {
            // Or they were made between the two questions.
            applied = await AppliedAsync(db, cancellationToken);
            if (applied.Count == 0)
            {
                throw new SherlockException(
                    $"The database {database} belongs to another program: take another database.", SherlockException.OutOfReach);
            }
        }

        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new SherlockException(
                $"The database {database} was written by a newer version of the program (it knows '{newer}'): update the program, or take another database.",
                SherlockException.OutOfReach);
        }

        return applied.Count == 0 ? SchemaState.Empty : applied.Count < known.Count ? SchemaState.Older : SchemaState.Current;
    }

    private static async Task<HashSet<string>> AppliedAsync(SherlockContext db, CancellationToken cancellationToken) =>
        [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];

    private static async Task<bool> HasTablesAsync(SherlockContext db, CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<int>(db.Dialect.CountTablesSql).SingleAsync(cancellationToken) > 0;
}
