using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.EventFiles;

/// <summary>The hyperparameters as columns of the HParams view, by their names in grid files, the seed last.</summary>
internal static class HyperparameterColumns
{
    private static readonly (string Name, PropertyInfo Property)[] _properties =
    [
        .. from property in typeof(Hyperparameters).GetProperties()
           where property.IsDefined(typeof(HyperparameterRuleAttribute))
           select (JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property),
    ];

    public static IEnumerable<string> Names => _properties.Select(column => column.Name).Append("seed");

    /// <summary>What is set about one trial. <c>none</c> is left out: as a text it would turn the whole column into texts.</summary>
    public static IEnumerable<(string Name, Value Value)> Of(Hyperparameters hyperparameters, int seed)
    {
        foreach (var (name, property) in _properties)
        {
            if (property.GetValue(hyperparameters) is { } value)
            {
                yield return (name, value is string text
                    ? Value.ForString(text)
                    : Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
            }
        }

        yield return ("seed", Value.ForNumber(seed));
    }

    public static bool IsText(string name) =>
        _properties.Any(column => column.Name == name && column.Property.PropertyType == typeof(string));

    /// <summary>Values of an axis in canonical text, as the column holds them; <c>none</c> is left out.</summary>
    public static IEnumerable<Value> Domain(string name, IEnumerable<string> values) =>
        IsText(name)
            ? values.Select(Value.ForString)
            : values.Where(value => value != "none").Select(value => Value.ForNumber(double.Parse(value, CultureInfo.InvariantCulture)));
}
