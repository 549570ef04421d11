using System.Text.Json;

namespace Sweep.Grains.Sweeps;

/// <summary>Says what differs between two schemas, by their JSON: so one of them may be of a newer version of the program.</summary>
internal static class TrainableDifference
{
    private static readonly (string List, string Item)[] _lists =
        [("hyperparameters", "hyperparameter"), ("metrics", "metric"), ("settings", "setting")];

    /// <summary>The first difference: "the hyperparameter rate is {…} here, and {…} in the database".</summary>
    public static string Of(string here, string stored)
    {
        using var one = JsonDocument.Parse(here);
        using var other = JsonDocument.Parse(stored);
        foreach (var (list, item) in _lists)
        {
            var (left, right) = (Items(one.RootElement, list), Items(other.RootElement, list));
            if (First(left, right) is { } name) { return Told($"the {item} {name}", left, right, name); }
            if (!left.Keys.SequenceEqual(right.Keys)) { return $"its {list} have another order"; }
        }

        var (rest, before) = (Properties(one.RootElement), Properties(other.RootElement));
        return First(rest, before) is { } key ? Told($"its {key}", rest, before, key) : "its text";
    }

    /// <summary>
    /// Whether a stored schema has only what this program does not know besides the schema that this one has.
    /// </summary>
    public static bool IsOfANewerProgram(TrainableSchema here, string stored)
    {
        try
        {
            return TrainableSchemaJson.Write(TrainableSchemaJson.Read(stored)) == here.ToJson();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // A type or a word that this program does not know.
            return true;
        }
    }

    private static string? First(OrderedDictionary<string, string> one, OrderedDictionary<string, string> other) =>
        one.Keys.Concat(other.Keys).FirstOrDefault(name => one.GetValueOrDefault(name) != other.GetValueOrDefault(name));

    private static string Told(
        string what, OrderedDictionary<string, string> here, OrderedDictionary<string, string> stored, string name) =>
        $"{what} is {here.GetValueOrDefault(name, "missing")} here, and {stored.GetValueOrDefault(name, "missing")} in the database";

    private static OrderedDictionary<string, string> Items(JsonElement schema, string list)
    {
        var items = new OrderedDictionary<string, string>();
        if (!schema.TryGetProperty(list, out var array)) { return items; }
        foreach (var item in array.EnumerateArray()) { items[item.GetProperty("name").GetString()!] = item.GetRawText(); }
        return items;
    }

    private static OrderedDictionary<string, string> Properties(JsonElement schema)
    {
        var properties = new OrderedDictionary<string, string>();
        foreach (var property in schema.EnumerateObject()) { properties[property.Name] = property.Value.GetRawText(); }
        return properties;
    }
}
