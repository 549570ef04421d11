using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sweep.Grains.Sweeps;

/// <summary>Hyperparameters as a JSON object, for the database and for machine-readable output.</summary>
internal static class HyperparameterJson
{
    // A repeated name is ambiguous; by default the parser would silently take the last value.
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    public static string Write(Hyperparameters hyperparameters) =>
        Write(HyperparameterSchema.Schema.Hyperparameters, field => HyperparameterSchema.Value(hyperparameters, field.Name));

    /// <summary>A trial's identity: the same text for all hyperparameters that train the same.</summary>
    public static string WriteIdentity(Hyperparameters hyperparameters) => Write(
        HyperparameterSchema.Schema.Hyperparameters.Where(
            field => field.IsIdentity(HyperparameterSchema.Value(hyperparameters, field.Name))),
        field => field.IdentityValue(HyperparameterSchema.Value(hyperparameters, field.Name)));

    public static Hyperparameters Read(string json)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw new SherlockException($"hyperparameters: found {Spelling.Quote(json)}; allowed: a JSON object");
        }

        return document.RootElement.EnumerateObject().Aggregate(new Hyperparameters(), ReadProperty);
    }

    private static string Write(IEnumerable<HyperparameterDefinition> fields, Func<HyperparameterDefinition, object?> value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var field in fields)
            {
                writer.WritePropertyName(field.Name);
                WriteValue(writer, value(field));
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, _strict);
        }
        catch (JsonException exception)
        {
            throw new SherlockException($"hyperparameters: not valid JSON: {exception.Message}", innerException: exception);
        }
    }

    private static Hyperparameters ReadProperty(Hyperparameters hyperparameters, JsonProperty property)
    {
        var field = HyperparameterSchema.Find(property.Name)
            ?? throw new SherlockException($"hyperparameters: {HyperparameterSchema.UnknownName(property.Name)}");
        if (property.Value.ValueKind is JsonValueKind.Null && field.IsNullable)
        {
            return HyperparameterSchema.With(hyperparameters, field.Name, value: null);
        }

        var kind = field.IsWord ? JsonValueKind.String : JsonValueKind.Number;
        var text = property.Value.ValueKind is JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        return property.Value.ValueKind == kind && field.TryRead(text, out var value)
            ? HyperparameterSchema.With(hyperparameters, field.Name, value)
            : throw new SherlockException(
                $"hyperparameters: {field.Name}: {field.Problem(Spelling.OneLine(property.Value.GetRawText()), text)}");
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string word: writer.WriteStringValue(word); break;
            case long number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case double number: writer.WriteNumberValue(number); break;
            default: throw new InvalidOperationException($"A {value.GetType().Name} has no JSON here.");
        }
    }
}
