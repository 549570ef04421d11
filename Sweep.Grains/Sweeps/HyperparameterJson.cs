using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sweep.Grains.Sweeps;

/// <summary>Hyperparameters as a JSON object, for the database and for machine-readable output.</summary>
internal static class HyperparameterJson
{
    // A repeated name is ambiguous; by default the parser would silently take the last value.
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    public static string Write(Hyperparameters hyperparameters) => Text(writer => Write(writer, hyperparameters));

    public static void Write(Utf8JsonWriter writer, Hyperparameters hyperparameters) =>
        Write(writer, hyperparameters.Names.Select(name => (name, hyperparameters[name])));

    /// <summary>A trial's identity: the same text for all hyperparameters that train the same.</summary>
    public static string WriteIdentity(TrainableSchema schema, Hyperparameters hyperparameters) => Text(writer => Write(
        writer,
        from definition in schema.Definitions
        let value = hyperparameters[definition.Name]
        where definition.IsIdentity(value)
        select (definition.Name, definition.IdentityValue(value))));

    public static Hyperparameters Read(TrainableSchema schema, string json)
    {
        using var document = Parse(json);
        return document.RootElement.ValueKind is JsonValueKind.Object
            ? schema.Defaults.With(document.RootElement.EnumerateObject().Select(property => ReadProperty(schema, property)))
            : throw new SherlockException($"hyperparameters: found {Spelling.Quote(json)}; allowed: a JSON object");
    }

    /// <summary>
    /// Reads values that were checked before they were stored. A name that the schema does not have is passed over: a newer version wrote
    /// it.
    /// </summary>
    /// <exception cref="JsonException">A value is of another type.</exception>
    public static Hyperparameters ReadStored(TrainableSchema schema, JsonElement json) => schema.Defaults.With(
        from property in json.EnumerateObject()
        let definition = schema.Find(property.Name)
        where definition is not null
        select (definition.Name, StoredValue(definition, property.Value)));

    /// <summary>The text that is written.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) { write(writer); }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> values)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in values)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>A value that was checked before it was stored, as the type of its definition.</summary>
    /// <exception cref="JsonException">It is of another type.</exception>
    public static object? StoredValue(HyperparameterDefinition definition, JsonElement value) => (definition.Type, value.ValueKind) switch
    {
        // What every sweep must set has no value in what its trials share if it is an axis.
        (_, JsonValueKind.Null) when definition.IsNullable || definition.IsRequired => null,
        (HyperparameterType.WholeNumber, JsonValueKind.Number) when value.TryGetInt64(out var number) => number,
        (HyperparameterType.Number, JsonValueKind.Number) => value.GetDouble(),
        (HyperparameterType.Flag, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (HyperparameterType.Word or HyperparameterType.Text or HyperparameterType.Path, JsonValueKind.String) =>
            definition.CurrentWord(value.GetString()!),
        _ => throw new JsonException($"The database holds {Spelling.Quote(value.GetRawText())} for {definition.Name}."),
    };

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

    private static (string Name, object? Value) ReadProperty(TrainableSchema schema, JsonProperty property)
    {
        var definition = schema.Get(property.Name);
        var kind = property.Value.ValueKind;
        if (kind is JsonValueKind.Null && definition.IsNullable) { return (definition.Name, null); }
        var text = kind is JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        return IsOf(definition.Type, kind) && definition.TryRead(text, out var value)
            ? (definition.Name, value)
            : throw new SherlockException(
                $"hyperparameters: {definition.Name}: {definition.Problem(Spelling.OneLine(property.Value.GetRawText()), text)}");
    }

    private static bool IsOf(HyperparameterType type, JsonValueKind kind) => type switch
    {
        HyperparameterType.WholeNumber or HyperparameterType.Number => kind is JsonValueKind.Number,
        HyperparameterType.Flag => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind is JsonValueKind.String,
    };

    public static void WriteValue(Utf8JsonWriter writer, object? value)
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
