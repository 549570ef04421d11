using System.Collections.Immutable;
using System.Text.Json;

namespace Sweep.Grains.Sweeps;

/// <summary>A hyperparameter or a setting inside a schema's JSON. What is as usual is left out.</summary>
internal static class HyperparameterDefinitionJson
{
    public static void Write(Utf8JsonWriter writer, HyperparameterDefinition definition)
    {
        writer.WriteStartObject();
        writer.WriteString("name", definition.Name);
        writer.WriteString("type", HyperparameterTypes.Word(definition.Type));
        if (!definition.Words.IsEmpty) { WriteWords(writer, definition.Words); }
        WriteEnd("from", definition.Range.From);
        WriteEnd("above", definition.Range.Above);
        WriteEnd("to", definition.Range.To);
        WriteEnd("below", definition.Range.Below);
        WriteFlag("float32", definition.IsFloat32);
        WriteFlag("nullable", definition.IsNullable);
        WriteFlag("required", definition.IsRequired);
        if (!definition.IsRequired)
        {
            writer.WritePropertyName("default");
            HyperparameterJson.WriteValue(writer, definition.Default);
        }

        WriteFlag("not_trained", !definition.IsTrained);
        WriteFlag("added_later", definition.IsAddedLater);
        if (definition.Former is { } former)
        {
            writer.WriteStartObject("former");
            writer.WriteString(former.Former, former.Current);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();

        void WriteEnd(string name, double? end)
        {
            if (end is { } number) { writer.WriteNumber(name, number); }
        }

        void WriteFlag(string name, bool isSet)
        {
            if (isSet) { writer.WriteBoolean(name, value: true); }
        }
    }

    private static void WriteWords(Utf8JsonWriter writer, ImmutableArray<string> words)
    {
        writer.WriteStartArray("words");
        foreach (var word in words) { writer.WriteStringValue(word); }
        writer.WriteEndArray();
    }

    public static HyperparameterDefinition Read(JsonElement json)
    {
        var definition = new HyperparameterDefinition(json.GetProperty("name").GetString()!, TypeOf(json.GetProperty("type").GetString()!))
        {
            Words = Find("words") is { } words ? [.. words.EnumerateArray().Select(word => word.GetString()!)] : [],
            Range = new()
            {
                From = Find("from")?.GetDouble(),
                Above = Find("above")?.GetDouble(),
                To = Find("to")?.GetDouble(),
                Below = Find("below")?.GetDouble(),
            },
            IsFloat32 = Find("float32") is not null,
            IsNullable = Find("nullable") is not null,
            IsRequired = Find("required") is not null,
            IsTrained = Find("not_trained") is null,
            IsAddedLater = Find("added_later") is not null,
            Former = Find("former")?.EnumerateObject().Select(word => new FormerWord(word.Name, word.Value.GetString()!)).Single(),
        };
        return definition.IsRequired
            ? definition
            : definition with { Default = HyperparameterJson.StoredValue(definition, json.GetProperty("default")) };

        JsonElement? Find(string name) => json.TryGetProperty(name, out var value) ? value : null;
    }

    private static HyperparameterType TypeOf(string word) =>
        HyperparameterTypes.Of(word) ?? throw new JsonException($"{Spelling.Quote(word)} is no type of hyperparameters.");
}
