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
    /// <param name="replaces">
    /// Whether a changed schema replaces one that no sweep refers to. A cluster's silos may still train by that one, so only the process
    /// of a data folder may replace it.
    /// </param>
    /// <exception cref="SherlockException">A trainable is stored in the same version with another schema. Nothing was stored.</exception>
    public Task PublishAsync(
        IReadOnlyCollection<TrainableSchema> schemas, bool replaces, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Cluster,
            async db =>
            {
                await SweepLocks.TakeNamesAsync(db, cancellationToken);
                foreach (var schema in schemas) { await AddAsync(db, schema, replaces, _clock.GetUtcNow(), cancellationToken); }
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>Publishes what programs train that ask for trials over HTTP.</summary>
    /// <exception cref="SherlockException">
    /// Silos train something of that name, or it is stored in the same version with another schema. Nothing was stored.
    /// </exception>
    internal Task PublishAskedAsync(IReadOnlyCollection<TrainableSchema> schemas, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Cluster,
            async db =>
            {
                await SweepLocks.TakeNamesAsync(db, cancellationToken);
                var names = await db.SiloTrainables.Select(row => row.Name).Distinct().ToListAsync(cancellationToken);
                if (schemas.FirstOrDefault(schema => schema.Name == TrainableId.First.Name || names.Contains(schema.Name)) is { } taken)
                {
                    throw new SherlockException($"Silos train a trainable called '{taken.Name}': take another name.");
                }

                foreach (var schema in schemas)
                {
                    await AddAsync(db, schema, replaces: false, _clock.GetUtcNow(), cancellationToken);
                }

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
    internal static async Task AddAsync(
        SherlockContext db, TrainableSchema schema, bool replaces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await StoredAsync(db, schema.Id, cancellationToken) is { } stored)
        {
            if (stored == schema.ToJson()) { return; }
            if (!replaces || await IsUsedAsync(db, schema.Id, cancellationToken)) { throw Changed(schema, stored); }
            await ReplaceAsync(db, schema, now, cancellationToken);
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
        var stored = await StoredAsync(db, schema.Id, cancellationToken)
            ?? throw new SherlockException($"No silo has published the trainable {schema.Id}: start one that can train it.");
        if (stored != schema.ToJson()) { throw Changed(schema, stored); }
    }

    private static async Task ReplaceAsync(
        SherlockContext db, TrainableSchema schema, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ((name, version), hash, json) = (schema.Id, schema.Hash, schema.ToJson());
        await db.Trainables.Where(row => row.Name == name && row.Version == version)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Hash, hash).SetProperty(one => one.Schema, json).SetProperty(one => one.PublishedAt, now),
                cancellationToken);
        db.ForgetSchema(schema.Id);
    }

    private static Task<bool> IsUsedAsync(SherlockContext db, TrainableId trainable, CancellationToken cancellationToken)
    {
        var (name, version) = trainable;
        return db.Sweeps.AnyAsync(sweep => sweep.Trainable == name && sweep.TrainableVersion == version, cancellationToken);
    }

    private static Task<string?> StoredAsync(SherlockContext db, TrainableId trainable, CancellationToken cancellationToken)
    {
        var (name, version) = trainable;
        return db.Trainables.Where(row => row.Name == name && row.Version == version)
            .Select(row => row.Schema)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static SherlockException Changed(TrainableSchema schema, string stored) => new(
        $"The trainable {schema.Id} is another one in the database: {TrainableDifference.Of(schema.ToJson(), stored)} "
            + $"(schema {schema.Hash} here, {TrainableSchema.HashOf(stored)} there). "
            + (TrainableDifference.IsOfANewerProgram(schema, stored)
                ? "A newer version of the program has published it: update this one."
                : "Give the changed one another version: Version in its TrainableDescription, or 'version' in the file that declares it."));
}
