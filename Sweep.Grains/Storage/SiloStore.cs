using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

/// <summary>
/// Stores what silos say of themselves and what people want of them. A silo looks every few seconds, so it can be steered by anyone who may
/// write to the database, whatever other silos run and of whatever version they are.
/// </summary>
public sealed class SiloStore
{
    /// <summary>The most slots that a silo may have.</summary>
    public const int MostSlots = 1024;

    private readonly StoreSession _session;
    private readonly TimeProvider _clock;

    internal SiloStore(StoreSession session, TimeProvider clock) => (_session, _clock) = (session, clock);

    /// <summary>Makes a store for a process without a silo.</summary>
    public static SiloStore Over(SherlockDatabase database) => new(new(database.Contexts), database.Clock);

    /// <summary>
    /// Lets a silo take no more trials, or take them again. It follows within seconds. The wish ends with the silo's process.
    /// </summary>
    /// <param name="name">The silo's name, or a beginning of it that no other silo has.</param>
    /// <param name="by">The name of a token, or of the user of a command line.</param>
    /// <returns>The silo's name.</returns>
    /// <exception cref="SherlockException">There is no such silo, or it cannot be steered.</exception>
    public Task<string> DrainAsync(string name, Draining draining, string by, CancellationToken cancellationToken) => _session.WriteAsync(
        StoreOperation.Steer,
        async db =>
        {
            var silo = (await SiloRows.FindAsync(db, name, cancellationToken)).Name;
            await db.Silos.Where(row => row.Name == silo).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Draining, draining).SetProperty(row => row.SteeredBy, by), cancellationToken);
            return silo;
        },
        cancellationToken);

    /// <summary>Gives a silo another number of slots. It follows within seconds. The wish ends with the silo's process.</summary>
    /// <param name="name">The silo's name, or a beginning of it that no other silo has.</param>
    /// <param name="slots">From 1 to <see cref="MostSlots"/>. Slots that are too many end when their trials have ended.</param>
    /// <param name="by">The name of a token, or of the user of a command line.</param>
    /// <returns>The silo's name.</returns>
    /// <exception cref="SherlockException">
    /// There is no such silo, it cannot be steered, or it was started without slots.
    /// </exception>
    public Task<string> ResizeAsync(string name, int slots, string by, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slots, MostSlots);
        return _session.WriteAsync(
            StoreOperation.Steer,
            async db =>
            {
                var silo = await SiloRows.FindAsync(db, name, cancellationToken);
                if (silo.Slots == 0)
                {
                    throw new SherlockException($"The silo {silo.Name} only coordinates: start one with --slots 1 or more instead.");
                }

                await db.Silos.Where(row => row.Name == silo.Name).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Slots, slots).SetProperty(row => row.SteeredBy, by), cancellationToken);
                return silo.Name;
            },
            cancellationToken);
    }

    /// <summary>
    /// Says what a silo is, if the database does not know it yet, and forgets silos that are no members any more.
    /// </summary>
    /// <param name="name">The name of a silo that has joined its cluster, or of the silo that a data folder has now.</param>
    internal Task AnnounceAsync(string name, SiloFacts facts, CancellationToken cancellationToken) => _session.WriteAsync(
        StoreOperation.Cluster,
        async db =>
        {
            await db.Silos.Where(row => row.Name != name && !db.Members.Any(member => member.SiloName == row.Name))
                .ExecuteDeleteAsync(cancellationToken);
            if (await db.Silos.AnyAsync(row => row.Name == name, cancellationToken)) { return 0; }
            db.Silos.Add(new()
            {
                Name = name,
                Version = facts.Version,
                StartedAt = _clock.GetUtcNow(),
                Slots = facts.Slots,
                Draining = facts.Draining,
                Following = facts.Following,
                CertificateEnd = facts.CertificateEnd,
                HttpCertificateEnd = facts.HttpCertificateEnd,
            });
            return await db.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Says that a silo carries out what people want.</summary>
    internal Task FollowAsync(string name, Draining draining, CancellationToken cancellationToken) => _session.WriteAsync(
        StoreOperation.Cluster,
        db => db.Silos.Where(row => row.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Following, draining), cancellationToken),
        cancellationToken);

    /// <summary>What people want of a silo; null if the database does not know the silo.</summary>
    internal Task<SiloFacts?> FactsAsync(string name, CancellationToken cancellationToken) => _session.ReadAsync(
        async db => await db.Silos.AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken) is { } row
            ? SiloRows.Facts(row)
            : null,
        cancellationToken);
}
