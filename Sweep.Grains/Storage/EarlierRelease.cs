using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Sweep.Grains.Storage;

/// <summary>
/// The release whose migrations were squashed into the first two that there are now. Its databases are taken over in one step: they get the
/// few changes that came after it, and the history of a new database.
/// </summary>
/// <param name="LastMigration">The migration with which the history of its databases ends.</param>
/// <param name="Changes">What came after it and was squashed too: migrations that a database may have, and their SQL.</param>
internal sealed record EarlierRelease(string LastMigration, params IReadOnlyList<(string Migration, string Sql)> Changes)
{
    /// <summary>The first migrations of this program, which hold all that the earlier ones did.</summary>
    private const int Squashed = 2;

    /// <summary>Killed processes left trials behind that wait although a person paused them.</summary>
    private const string Repair =
        "UPDATE trials SET status = 'Paused', pause_requested = FALSE WHERE status = 'Pending' AND pause_requested";

    /// <summary>Takes the database over if it is one of that release, all or nothing.</summary>
    public async Task TakeOverAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (!applied.Contains(LastMigration)) { return; }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var sql in Statements(db, applied)) { await db.Database.ExecuteSqlRawAsync(sql, cancellationToken); }
        await transaction.CommitAsync(cancellationToken);
    }

    private IEnumerable<string> Statements(SherlockContext db, List<string> applied)
    {
        var history = db.GetService<IHistoryRepository>();
        return [
            .. Changes.Where(change => !applied.Contains(change.Migration)).Select(change => change.Sql),
            Repair,
            .. applied.Select(history.GetDeleteScript),
            .. db.Database.GetMigrations().Take(Squashed).Select(id => history.GetInsertScript(new(id, ProductInfo.GetVersion()))),
        ];
    }
}
