using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>The schemas that this process has read from one database. A schema that sweeps refer to never changes, so each is
/// read once.</summary>
internal sealed class KnownSchemas
{
    private static readonly ConditionalWeakTable<DbContextOptions, KnownSchemas> _ofDatabases = [];

    private readonly ConcurrentDictionary<TrainableId, TrainableSchema> _schemas = new();

    /// <summary>What is known of the database that the contexts with these options use.</summary>
    public static KnownSchemas Of(DbContextOptions options) => _ofDatabases.GetOrCreateValue(options);

    /// <exception cref="SherlockException">No silo has published it, or a newer version of the program has.</exception>
    public async ValueTask<TrainableSchema> GetAsync(SherlockContext db, TrainableId trainable, CancellationToken cancellationToken)
    {
        if (_schemas.TryGetValue(trainable, out var known)) { return known; }
        var (name, version) = trainable;
        var json = await db.Trainables.Where(row => row.Name == name && row.Version == version)
            .Select(row => row.Schema)
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new SherlockException($"The database has no schema of the trainable {trainable}: no silo has published it.");
        return _schemas.GetOrAdd(trainable, Read(trainable, json));
    }

    /// <summary>Reads a schema again that has been replaced, which happens only before a sweep refers to it.</summary>
    public void Forget(TrainableId trainable) => _schemas.TryRemove(trainable, out _);

    private static TrainableSchema Read(TrainableId trainable, string json)
    {
        try
        {
            return TrainableSchemaJson.Read(json);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new SherlockException(
                $"A newer version of the program has published the trainable {trainable}: update this one.", innerException: exception);
        }
    }
}
