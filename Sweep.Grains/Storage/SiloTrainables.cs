using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>What the silos of the clusters over a database can train.</summary>
internal static class SiloTrainables
{
    /// <summary>What the slots of the silos that are members now can train; null if no silo has said it, as in a data folder.</summary>
    public static async Task<IReadOnlySet<TrainableId>?> ReadAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        var rows = await OfMembers(db).Select(row => new { row.Name, row.Version }).Distinct().ToListAsync(cancellationToken);
        return rows.Count == 0 ? null : rows.Select(row => new TrainableId(row.Name, row.Version)).ToHashSet();
    }

    /// <summary>The names of the silos that are members now and have slots; none if no silo has said what it can train.</summary>
    public static async Task<IReadOnlyList<string>> SilosAsync(SherlockContext db, CancellationToken cancellationToken) =>
        await OfMembers(db).Select(row => row.Silo).Distinct().ToListAsync(cancellationToken);

    private static IQueryable<SiloTrainableRecord> OfMembers(SherlockContext db)
    {
        var active = nameof(SiloStatus.Active);
        return db.SiloTrainables.Where(row => db.Members.Any(member => member.SiloName == row.Silo && member.Status == active));
    }
}
