using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// Derives definitions from a record of hyperparameters, and converts between the record and <see cref="Hyperparameters"/>. Each property
/// is one hyperparameter, its attributes say what is allowed, and its initial value is the default. The names are in snake case.
/// </summary>
internal static class HyperparameterRecord<T>
    where T : class, new()
{
    // Reflection does not guarantee the order of declaration; the compiler numbers properties in that order.
    private static readonly PropertyInfo[] _properties =
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken)];

    private static readonly Dictionary<string, PropertyInfo> _byName = _properties.ToDictionary(NameOf);

    /// <summary>The definitions, in the order in which the record declares them.</summary>
    public static ImmutableArray<HyperparameterDefinition> Definitions { get; } = [.. _properties.Select(Define)];

    /// <summary>The record's values, under the schema that was made from its definitions.</summary>
    public static Hyperparameters Values(TrainableSchema schema, T record) =>
        schema.Defaults.With([.. _properties.Select(property => Widened(property.GetValue(record)))]);

    /// <summary>The record of these values. If a name is missing, its property has the default.</summary>
    public static T Record(Hyperparameters hyperparameters)
    {
        var record = new T();
        foreach (var name in hyperparameters.Names)
        {
            var property = _byName[name];
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var value = hyperparameters[name];
            property.SetValue(record, value is null ? null : Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
        }

        return record;
    }

    private static HyperparameterDefinition Define(PropertyInfo property)
    {
        var rule = property.GetCustomAttribute<HyperparameterRuleAttribute>();
        var former = property.GetCustomAttribute<FormerWordAttribute>();
        var definition = new HyperparameterDefinition(NameOf(property), TypeOf(property, rule))
        {
            Default = Widened(property.GetValue(new T())),
            IsNullable = new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable,
            IsTrained = property.GetCustomAttribute<NotTrainedAttribute>() is null,
            IsAddedLater = property.GetCustomAttribute<AddedLaterAttribute>() is not null,
            Former = former is null ? null : new(former.Former, former.Current),
        };
        return rule?.Apply(definition) ?? definition;
    }

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static HyperparameterType TypeOf(PropertyInfo property, HyperparameterRuleAttribute? rule)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return (type.IsEnum ? TypeCode.Object : Type.GetTypeCode(type)) switch
        {
            TypeCode.Int32 or TypeCode.Int64 => HyperparameterType.WholeNumber,
            TypeCode.Single or TypeCode.Double => HyperparameterType.Number,
            TypeCode.Boolean => HyperparameterType.Flag,
            TypeCode.String => rule is OneOfAttribute ? HyperparameterType.Word : HyperparameterType.Text,
            _ => throw new InvalidOperationException($"{typeof(T).Name}.{property.Name} is of a type that has no text."),
        };
    }

    /// <summary>
    /// A value as definitions know it: whole numbers have 64 bits, other numbers are doubles. A float becomes the double of the same text.
    /// </summary>
    private static object? Widened(object? value) => value switch
    {
        int number => (long)number,
        float number => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        _ => value,
    };
}
