using System.Collections.Concurrent;

namespace Sweep.Grains.Sweeps;

/// <summary>A schema inside a message: its JSON.</summary>
[GenerateSerializer, Immutable, Alias("sweep.trainable-schema")]
internal readonly record struct TrainableSchemaMessage([property: Id(0)] string Json);

/// <summary>
/// Writes schemas into messages, and reads them. A process has few schemas and gets many messages, so it reads each schema once.
/// </summary>
[RegisterConverter]
internal sealed class TrainableSchemaConverter : IConverter<TrainableSchema, TrainableSchemaMessage>
{
    private static readonly ConcurrentDictionary<string, TrainableSchema> _known = new(StringComparer.Ordinal);

    public TrainableSchema ConvertFromSurrogate(in TrainableSchemaMessage surrogate) =>
        _known.GetOrAdd(surrogate.Json, TrainableSchemaJson.Read);

    public TrainableSchemaMessage ConvertToSurrogate(in TrainableSchema value) => new(value.ToJson());
}
