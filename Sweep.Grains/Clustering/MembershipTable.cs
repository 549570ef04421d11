using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Clustering;

/// <summary>
/// Stores Orleans' table of silos in our database. Every change first increments the cluster's version, on condition that it is still the
/// one that the author has read. If two silos change the same table, one of them is told to read again. While the database is down every
/// call fails; Orleans tries again later, and evicts no silo meanwhile.
/// </summary>
internal sealed class MembershipTable(StoreSession session, TimeProvider clock, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    private readonly MembershipRows _rows = new(cluster.Value.ClusterId, new(clock));

    private string ClusterId => _rows.ClusterId;

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
    {
        if (tryInitTableVersion) { await session.WriteAsync(db => AddVersionAsync(db, cancellationToken), cancellationToken); }
    }

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default) => session.WriteAsync(
        async db =>
        {
            await db.MembershipVersions.Where(version => version.ClusterId == clusterId).ExecuteDeleteAsync(cancellationToken);
            return await db.Members.Where(member => member.ClusterId == clusterId).ExecuteDeleteAsync(cancellationToken);
        },
        cancellationToken);

    public Task CleanupDefunctSiloEntriesAsync(
        DateTimeOffset beforeDate, CancellationToken cancellationToken = default) => session.WriteAsync(
        async db =>
        {
            var dead = await db.Members.AsNoTracking()
                .Where(member => member.ClusterId == ClusterId && member.Status == nameof(SiloStatus.Dead)).ToListAsync(cancellationToken);
            var defunct = dead.Where(member => _rows.IsOlder(member, beforeDate)).Select(member => member.Address).ToList();
            return await db.Members.Where(member => member.ClusterId == ClusterId && defunct.Contains(member.Address))
                .ExecuteDeleteAsync(cancellationToken);
        },
        cancellationToken);

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) =>
        ReadAsync(db => db.Members.Where(member => member.Address == MembershipRows.Key(key)), cancellationToken);

    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(db => db.Members, cancellationToken);

    public Task<bool> InsertRowAsync(
        MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default) => session.WriteAsync(
        async db =>
        {
            var address = MembershipRows.Key(entry.SiloAddress);
            var allowed = Version(db, tableVersion)
                .Where(_ => !db.Members.Any(member => member.ClusterId == ClusterId && member.Address == address));
            if (!await MoveAsync(allowed, tableVersion, cancellationToken)) { return false; }
            db.Members.Add(_rows.ToRow(entry, tableVersion.Version));
            await db.SaveChangesAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<bool> UpdateRowAsync(
        MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            async db =>
            {
                var row = Row(db, entry).Where(member => member.Etag == etag);
                if (!await MoveAsync(Version(db, tableVersion).Where(_ => row.Any()), tableVersion, cancellationToken)) { return false; }
                await UpdateAsync(row, entry, tableVersion, cancellationToken);
                return true;
            },
            cancellationToken);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) => session.WriteAsync(
        async db =>
        {
            var aliveAt = _rows.AliveAt(entry);
            return await Row(db, entry).ExecuteUpdateAsync(set => set.SetProperty(member => member.AliveAt, aliveAt), cancellationToken);
        },
        cancellationToken);

    Task IMembershipTable.InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion);

    Task IMembershipTable.DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId);

    Task IMembershipTable.CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate);

    Task<MembershipTableData> IMembershipTable.ReadRow(SiloAddress key) => ReadRowAsync(key);

    Task<MembershipTableData> IMembershipTable.ReadAll() => ReadAllAsync();

    Task<bool> IMembershipTable.InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion);

    Task<bool> IMembershipTable.UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        UpdateRowAsync(entry, etag, tableVersion);

    Task IMembershipTable.UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry);

    private static async Task<bool> MoveAsync(
        IQueryable<MembershipVersionRecord> from, TableVersion to, CancellationToken cancellationToken) =>
        await from.ExecuteUpdateAsync(set => set.SetProperty(version => version.Version, to.Version), cancellationToken) == 1;

    private async Task<int> AddVersionAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        if (await db.MembershipVersions.AnyAsync(version => version.ClusterId == ClusterId, cancellationToken)) { return 0; }
        db.MembershipVersions.Add(new() { ClusterId = ClusterId });
        return await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Reads version and members in one statement, so they fit together without a transaction.</summary>
    private Task<MembershipTableData> ReadAsync(
        Func<SherlockContext, IQueryable<MemberRecord>> members, CancellationToken cancellationToken) =>
        session.ReadAsync(
            async db =>
            {
                var rows = await db.MembershipVersions.AsNoTracking().Where(version => version.ClusterId == ClusterId)
                    .LeftJoin(
                        members(db),
                        version => version.ClusterId,
                        member => member.ClusterId,
                        (version, member) => new { version.Version, Member = member })
                    .ToListAsync(cancellationToken);
                return new MembershipTableData(
                    [.. rows.Where(row => row.Member is not null).Select(row => _rows.ToMember(row.Member!))],
                    MembershipRows.Version(rows.Select(row => row.Version).FirstOrDefault()));
            },
            cancellationToken);

    private async Task UpdateAsync(
        IQueryable<MemberRecord> row, MembershipEntry entry, TableVersion version, CancellationToken cancellationToken)
    {
        var (status, suspicions, aliveAt, etag) =
            (entry.Status.ToString(), _rows.Suspicions(entry), _rows.AliveAt(entry), MembershipRows.Etag(version.Version));

        // A silo that suspects another one writes the sign of life that it has read. If a newer one was written since, that one is kept.
        var updated = await row.ExecuteUpdateAsync(
            set => set.SetProperty(member => member.Status, status)
                .SetProperty(member => member.Suspicions, suspicions)
                .SetProperty(member => member.AliveAt, member => member.AliveAt < aliveAt ? aliveAt : member.AliveAt)
                .SetProperty(member => member.Etag, etag),
            cancellationToken);
        if (updated != 1)
        {
            throw new InvalidOperationException($"The row of silo {entry.SiloAddress} was removed in the moment of its update.");
        }
    }

    private IQueryable<MembershipVersionRecord> Version(SherlockContext db, TableVersion table)
    {
        var read = int.Parse(table.VersionEtag, CultureInfo.InvariantCulture);
        return db.MembershipVersions.Where(version => version.ClusterId == ClusterId && version.Version == read);
    }

    private IQueryable<MemberRecord> Row(SherlockContext db, MembershipEntry entry)
    {
        var address = MembershipRows.Key(entry.SiloAddress);
        return db.Members.Where(member => member.ClusterId == ClusterId && member.Address == address);
    }
}
