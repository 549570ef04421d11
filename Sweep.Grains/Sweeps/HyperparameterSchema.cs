using System.Reflection;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// The hyperparameters by their names in grid files: reads a value's text under its rule, and writes it in canonical text
/// (<c>64</c>, <c>0.05</c>, <c>lstm</c>, <c>none</c>; invariant culture, shortest round-trip form).
/// </summary>
public static class HyperparameterSchema
{
    // Ordered by Orleans' id, because reflection does not guarantee the order of declaration.
    private static readonly HyperparameterField[] _fields =
    [
        .. typeof(Hyperparameters).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => property.GetCustomAttribute<IdAttribute>()?.Id)
            .Select(property => new HyperparameterField(property)),
    ];

    private static readonly Dictionary<string, HyperparameterField> _byName = _fields.ToDictionary(field => field.Name);

    /// <summary>All names in snake case, in the order in which they are declared.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _fields.Select(field => field.Name)];

    /// <summary>The names of the hyperparameters that affect what is trained.</summary>
    public static IReadOnlyList<string> TrainedNames { get; } = [.. _fields.Where(field => field.IsTrained).Select(field => field.Name)];

    internal static IReadOnlyList<HyperparameterField> Fields => _fields;

    /// <summary>The canonical text of one value.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name.</exception>
    public static string Text(Hyperparameters hyperparameters, string name) =>
        HyperparameterField.Write(Field(name).Value(hyperparameters));

    /// <summary>A copy with one value set from its text.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name, or the text breaks its rule.</exception>
    public static Hyperparameters With(Hyperparameters hyperparameters, string name, string text)
    {
        var field = Field(name);
        return field.With(hyperparameters, Read(field, text));
    }

    /// <summary>
    /// The canonical text of a stored value that an earlier version may have written in another form. If the text cannot be read, it stays
    /// as it is.
    /// </summary>
    internal static string Canonical(string name, string text) =>
        Find(name) is { } field && field.TryRead(text, out var value) ? HyperparameterField.Write(value) : text;

    /// <summary>All values as a JSON object in snake case: words as strings, numbers as numbers, none as null.</summary>
    public static string ToJson(Hyperparameters hyperparameters) => HyperparameterJson.Write(hyperparameters);

    /// <summary>Reads what <see cref="ToJson"/> wrote, in any order; missing values take their defaults.</summary>
    /// <exception cref="SherlockException">The text is not a JSON object, has an unknown or repeated name, or a value breaks its
    /// rule.</exception>
    public static Hyperparameters FromJson(string json) => HyperparameterJson.Read(json);

    internal static HyperparameterField? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The error for a name that no hyperparameter has.</summary>
    internal static string UnknownName(string name) =>
        $"found the key {Spelling.Quote(name)}; allowed: {string.Join(", ", Names)}{Spelling.Hint(name, Names)}";

    private static HyperparameterField Field(string name) =>
        Find(name) ?? throw new SherlockException($"hyperparameters: {UnknownName(name)}");

    private static object? Read(HyperparameterField field, string text) =>
        field.TryRead(text, out var value)
            ? value
            : throw new SherlockException($"{field.Name}: {field.Problem(Spelling.Quote(text), text)}");
}
