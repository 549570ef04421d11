using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

/// <summary>Publishes what silos can train, so that clients know it without the silos' assemblies.</summary>
public sealed class TrainableStore
{
    private readonly StoreSession _session;
    private readonly TimeProvider _clock;

    internal TrainableStore(StoreSession session, TimeProvider clock) => (_session, _clock) = (session, clock);

    /// <summary>Stores the schemas that are not stored yet.</summary>
    /// <exception cref="SherlockException">A trainable is stored in the same version with another schema. Nothing was stored.</exception>
    public Task PublishAsync(IReadOnlyCollection<TrainableSchema> schemas, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Cluster,
            async db =>
            {
                await SweepLocks.TakeNamesAsync(db, cancellationToken);
                foreach (var schema in schemas) { await AddAsync(db, schema, _clock.GetUtcNow(), cancellationToken); }
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>Says what a silo can train, and forgets what silos could that are no members any more.</summary>
    /// <param name="silo">The name of a silo that has joined its cluster.</param>
    public Task AnnounceAsync(string silo, IReadOnlyCollection<TrainableId> trainables, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Cluster,
            async db =>
            {
                await db.SiloTrainables.Where(row => row.Silo == silo || !db.Members.Any(member => member.SiloName == row.Silo))
                    .ExecuteDeleteAsync(cancellationToken);
                db.SiloTrainables.AddRange(
                    trainables.Distinct().Select(one => new SiloTrainableRecord { Silo = silo, Name = one.Name, Version = one.Version }));
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>Publishes a schema in the running transaction, if it is not published yet.</summary>
    /// <inheritdoc cref="PublishAsync"/>
    internal static async Task AddAsync(SherlockContext db, TrainableSchema schema, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await HashAsync(db, schema.Id, cancellationToken) is { } stored)
        {
            RequireEqual(schema, stored);
            return;
        }

        db.Trainables.Add(new()
        {
            Name = schema.Name,
            Version = schema.Version,
            Hash = schema.Hash,
            Schema = schema.ToJson(),
            PublishedAt = now,
        });
    }

    /// <summary>Checks, in the running transaction, that a schema is the published one.</summary>
    internal static async Task RequireAsync(SherlockContext db, TrainableSchema schema, CancellationToken cancellationToken)
    {
        var stored = await HashAsync(db, schema.Id, cancellationToken)
            ?? throw new SherlockException($"No silo has published the trainable {schema.Id}: start one that can train it.");
        RequireEqual(schema, stored);
    }

    private static Task<string?> HashAsync(SherlockContext db, TrainableId trainable, CancellationToken cancellationToken)
    {
        var (name, version) = trainable;
        return db.Trainables.Where(row => row.Name == name && row.Version == version)
            .Select(row => row.Hash)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static void RequireEqual(TrainableSchema schema, string stored)
    {
        if (stored == schema.Hash) { return; }
        throw new SherlockException(
            $"The trainable {schema.Id} has the schema {schema.Hash} here, and {stored} in the database: a changed schema needs another "
                + "version.");
    }
}
