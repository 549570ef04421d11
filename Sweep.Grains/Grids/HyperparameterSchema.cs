using System.Globalization;
using System.Text.Json;

namespace Sweep.Grains.Grids;

/// <summary>
/// The hyperparameters by their names in grid files: reads a value's text under its rule, and writes it in canonical text
/// (<c>64</c>, <c>0.05</c>, <c>lstm</c>, <c>none</c>; invariant culture, shortest round-trip form).
/// </summary>
public static class HyperparameterSchema
{
    /// <summary>The same hyperparameters with one value, given as canonical text.</summary>
    public static Hyperparameters With(Hyperparameters hyperparameters, string name, string text)
    {
        var property = typeof(Hyperparameters).GetProperties().SingleOrDefault(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name) == name)
            ?? throw new SherlockException($"There is no hyperparameter '{name}'.");
        var copy = hyperparameters with { };
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(copy, text == "none" ? null : Convert.ChangeType(text, type, CultureInfo.InvariantCulture));
        return copy;
    }
}
