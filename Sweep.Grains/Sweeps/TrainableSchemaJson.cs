using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// A schema as a JSON text. It is canonical: equal schemas have the same text, and what is as usual is left out. So its hash says whether
/// two schemas are the same.
/// </summary>
internal static class TrainableSchemaJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
    };

    public static string Write(TrainableSchema schema) => HyperparameterJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", schema.Name);
        writer.WriteString("version", schema.Version);
        WriteList("settings", schema.Settings, setting => HyperparameterDefinitionJson.Write(writer, setting), isRequired: false);
        WriteList("hyperparameters", schema.Definitions, one => HyperparameterDefinitionJson.Write(writer, one), isRequired: true);
        WriteRecords("metrics", schema.Metrics);
        WriteRecords("histograms", schema.Histograms);
        if (schema.Resource != ResourceDefinition.Steps)
        {
            writer.WritePropertyName("resource");
            JsonSerializer.Serialize(writer, schema.Resource, _options);
        }

        WriteRecords("schedule", schema.Schedule);
        WriteRecords("rules", schema.Rules);
        WriteRecords("charts", schema.Charts);
        WriteRecords("removed", schema.Removed);
        writer.WriteEndObject();

        void WriteRecords<T>(string name, ImmutableArray<T> records) =>
            WriteList(name, records, record => JsonSerializer.Serialize(writer, record, _options), isRequired: false);

        void WriteList<T>(string name, ImmutableArray<T> items, Action<T> write, bool isRequired)
        {
            if (items.IsEmpty && !isRequired) { return; }
            writer.WriteStartArray(name);
            foreach (var item in items) { write(item); }
            writer.WriteEndArray();
        }
    });

    /// <summary>Reads what <see cref="Write(TrainableSchema)"/> wrote. The text stays the schema's own.</summary>
    /// <exception cref="JsonException">The text is another one.</exception>
    public static TrainableSchema Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, json);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"This is not the schema of a trainable: {Spelling.Quote(json)}", exception);
        }
    }

    private static TrainableSchema Read(JsonElement root, string json)
    {
        return new(
            root.GetProperty("name").GetString()!, root.GetProperty("version").GetString()!,
            [.. root.GetProperty("hyperparameters").EnumerateArray().Select(HyperparameterDefinitionJson.Read)])
        {
            Published = json,
            Settings = [.. Items("settings").Select(HyperparameterDefinitionJson.Read)],
            Metrics = Records<MetricDefinition>("metrics"),
            Histograms = Records<string>("histograms"),
            Resource = root.TryGetProperty("resource", out var resource)
                ? resource.Deserialize<ResourceDefinition>(_options)! with { IsStep = resource.TryGetProperty("is_step", out _) }
                : ResourceDefinition.Steps,
            Schedule = Records<string>("schedule"),
            Rules = Records<ValueRule>("rules"),
            Charts = Records<MetricChart>("charts"),
            Removed = Records<RemovedHyperparameter>("removed"),
        };

        IEnumerable<JsonElement> Items(string name) => root.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

        ImmutableArray<T> Records<T>(string name) => [.. Items(name).Select(item => item.Deserialize<T>(_options)!)];
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(ImmutableArray<string>)))
        {
            property.ShouldSerialize = static (_, value) => value is ImmutableArray<string> { IsEmpty: false };
        }
    }
}
