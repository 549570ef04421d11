using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Grains.Sweeps;

/// <summary>Reads and writes the hyperparameters inside a stored specification.</summary>
internal sealed class HyperparameterJsonConverter(TrainableSchema schema) : JsonConverter<Hyperparameters>
{
    public override Hyperparameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return HyperparameterJson.ReadStored(schema, document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Hyperparameters value, JsonSerializerOptions options) =>
        HyperparameterJson.Write(writer, value);
}
