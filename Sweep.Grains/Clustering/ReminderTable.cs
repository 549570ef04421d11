using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Clustering;

/// <summary>
/// Stores Orleans' reminders in our database. They belong to the service, not to one of its clusters. Their times are the database's.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A read may end after the table is disposed, and then gives its turn back.")]
internal sealed class ReminderTable(StoreSession session, TimeProvider clock, IOptions<ClusterOptions> cluster)
    : IReminderTable
{
    private readonly DatabaseTime _time = new(clock);

    /// <summary>
    /// Whenever a silo joins or leaves, each silo reads some thirty ranges at once. They take turns, two at a time, because each would take
    /// a connection of its own, which stays open for minutes: a dozen silos would use up what a server allows.
    /// </summary>
    private readonly SemaphoreSlim _turn = new(2);

    private string ServiceId => cluster.Value.ServiceId;

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadRows(grainId, CancellationToken.None);

    public Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken)
    {
        var grain = grainId.ToString();
        return ReadAsync(rows => rows.Where(row => row.GrainId == grain), cancellationToken);
    }

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadRows(begin, end, CancellationToken.None);

    public async Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken)
    {
        long after = begin;
        long until = end;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await ReadAsync(
                rows => begin < end
                    ? rows.Where(row => row.GrainHash > after && row.GrainHash <= until)
                    : rows.Where(row => row.GrainHash > after || row.GrainHash <= until),
                cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => ReadRow(grainId, reminderName, CancellationToken.None);

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(
            db => Row(db, grainId, reminderName).AsNoTracking().SingleOrDefaultAsync(cancellationToken), cancellationToken);
        return found is null ? null : ToEntry(found);
    }

    public Task<string?> UpsertRow(ReminderEntry entry) => UpsertRow(entry, CancellationToken.None);

    public Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken)
    {
        var row = ToRow(entry);
        return session.WriteAsync<string?>(
            async db =>
            {
                var updated = await Row(db, entry.GrainId, entry.ReminderName).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(old => old.StartAt, row.StartAt)
                        .SetProperty(old => old.Period, row.Period)
                        .SetProperty(old => old.Etag, row.Etag),
                    cancellationToken);
                if (updated == 0)
                {
                    db.Reminders.Add(row);
                    await db.SaveChangesAsync(cancellationToken);
                }

                return row.Etag;
            },
            cancellationToken);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        RemoveRow(grainId, reminderName, eTag, CancellationToken.None);

    public Task<bool> RemoveRow(
        GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken) => session.WriteAsync(
        async db => await Row(db, grainId, reminderName)
            .Where(row => row.Etag == eTag).ExecuteDeleteAsync(cancellationToken) == 1,
        cancellationToken);

    public Task TestOnlyClearTable() => session.WriteAsync(
        db => db.Reminders.Where(row => row.ServiceId == ServiceId).ExecuteDeleteAsync(CancellationToken.None), CancellationToken.None);

    private Task<ReminderTableData> ReadAsync(
        Func<IQueryable<ReminderRecord>, IQueryable<ReminderRecord>> where, CancellationToken cancellationToken) =>
        session.ReadAsync(
            async db =>
            {
                var rows = await where(db.Reminders.AsNoTracking().Where(row => row.ServiceId == ServiceId)).ToListAsync(cancellationToken);
                return new ReminderTableData(rows.Select(ToEntry));
            },
            cancellationToken);

    private IQueryable<ReminderRecord> Row(SherlockContext db, GrainId grainId, string name)
    {
        var grain = grainId.ToString();
        return db.Reminders.Where(row => row.ServiceId == ServiceId && row.GrainId == grain && row.Name == name);
    }

    private ReminderRecord ToRow(ReminderEntry entry) => new()
    {
        ServiceId = ServiceId,
        GrainId = entry.GrainId.ToString(),
        Name = entry.ReminderName,
        GrainHash = entry.GrainId.GetUniformHashCode(),
        StartAt = _time.ToStored(entry.StartAt),
        Period = entry.Period,
        Etag = Guid.NewGuid().ToString("n"),
    };

    private ReminderEntry ToEntry(ReminderRecord row) => new()
    {
        GrainId = GrainId.Parse(row.GrainId),
        ReminderName = row.Name,
        StartAt = _time.ToLocal(row.StartAt),
        Period = row.Period,
        ETag = row.Etag,
    };
}
