using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>Finds the rows of silos that are there.</summary>
internal static class SiloRows
{
    /// <summary>
    /// The rows of the silos that are members now. The silo of a data folder is no member of a cluster; whether its process lives, the
    /// folder's lock tells.
    /// </summary>
    public static IQueryable<SiloRecord> Present(SherlockContext db)
    {
        var (active, isServer) = (nameof(SiloStatus.Active), db.Database.IsNpgsql());
        var rows = db.Silos.AsNoTracking();
        return isServer ? rows.Where(row => db.Members.Any(member => member.SiloName == row.Name && member.Status == active)) : rows;
    }

    public static SiloFacts Facts(SiloRecord row) =>
        new(row.Version, row.Slots, row.Draining, row.Following, row.SteeredBy, row.CertificateEnd, row.HttpCertificateEnd);

    /// <summary>The silo that a person means: by its name, or by a beginning of it that no other silo has.</summary>
    /// <exception cref="SherlockException">
    /// There is no such silo, several begin so, or it is of a version that cannot be steered.
    /// </exception>
    public static async Task<SiloRecord> FindAsync(SherlockContext db, string text, CancellationToken cancellationToken)
    {
        var rows = (await Present(db).ToListAsync(cancellationToken)).ToDictionary(row => row.Name);
        var active = nameof(SiloStatus.Active);
        var members = await db.Members.Where(member => member.Status == active).Select(member => member.SiloName)
            .ToListAsync(cancellationToken);
        var all = members.Concat(rows.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var fitting = all.Contains(text) ? [text] : all.Where(name => name.StartsWith(text, StringComparison.Ordinal)).ToList();
        return fitting switch
        {
            [var one] => rows.GetValueOrDefault(one) ?? throw new SherlockException(
                $"The silo {one} is of an earlier version, which cannot be steered: stop its process; it hands its trials back itself."),
            [] => throw new SherlockException(
                $"There is no silo {Spelling.Quote(text)}: 'silos' shows those that there are{Hint(text, all)}"),
            _ => throw new SherlockException($"Several silos begin with {Spelling.Quote(text)}: {string.Join(", ", fitting)}."),
        };
    }

    private static string Hint(string text, IReadOnlyList<string> names) =>
        Spelling.Hint(text, names) is { Length: > 0 } hint ? hint : ".";
}
