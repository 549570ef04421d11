namespace Sweep.Grains.Sweeps;

/// <summary>
/// The hyperparameters of the language model by their names in grid files: reads a value's text under its rule, and writes it in canonical
/// text (<c>64</c>, <c>0.05</c>, <c>lstm</c>, <c>none</c>; invariant culture, shortest round-trip form).
/// </summary>
public static class HyperparameterSchema
{
    /// <summary>The schema, as data.</summary>
    public static TrainableSchema Schema { get; } = new("language-model", "1", HyperparameterRecord<Hyperparameters>.Definitions);

    /// <summary>All names in snake case, in the order in which they are declared.</summary>
    public static IReadOnlyList<string> Names => Schema.Names;

    /// <summary>The names of the hyperparameters that affect what is trained.</summary>
    public static IReadOnlyList<string> TrainedNames => Schema.TrainedNames;

    /// <summary>The value of one hyperparameter: a long, a double, a string, or null.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name.</exception>
    public static object? Value(Hyperparameters hyperparameters, string name) =>
        HyperparameterRecord<Hyperparameters>.Value(hyperparameters, Schema.Get(name).Name);

    /// <summary>The canonical text of one value.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name.</exception>
    public static string Text(Hyperparameters hyperparameters, string name) => HyperparameterText.Write(Value(hyperparameters, name));

    /// <summary>A copy with one value set from its text.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name, or the text breaks its rule.</exception>
    public static Hyperparameters With(Hyperparameters hyperparameters, string name, string text) =>
        With(hyperparameters, name, Schema.Read(name, text));

    /// <summary>All values as a JSON object in snake case: words as strings, numbers as numbers, none as null.</summary>
    public static string ToJson(Hyperparameters hyperparameters) => HyperparameterJson.Write(hyperparameters);

    /// <summary>Reads what <see cref="ToJson"/> wrote, in any order; missing values take their defaults.</summary>
    /// <exception cref="SherlockException">The text is not a JSON object, has an unknown or repeated name, or a value breaks its
    /// rule.</exception>
    public static Hyperparameters FromJson(string json) => HyperparameterJson.Read(json);

    /// <summary>A copy with another value, which the schema must allow.</summary>
    internal static Hyperparameters With(Hyperparameters hyperparameters, string name, object? value)
    {
        var copy = hyperparameters with { };
        HyperparameterRecord<Hyperparameters>.Set(copy, name, value);
        return copy;
    }

    /// <summary>
    /// The canonical text of a stored value that an earlier version may have written in another form. If the text cannot be read, it stays
    /// as it is.
    /// </summary>
    internal static string Canonical(string name, string text) =>
        Find(name) is { } definition && definition.TryRead(text, out var value) ? HyperparameterText.Write(value) : text;

    internal static HyperparameterDefinition? Find(string name) => Schema.Find(name);

    /// <summary>The error for a name that no hyperparameter has.</summary>
    internal static string UnknownName(string name) => Schema.UnknownName(name);
}
