using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// Derives definitions from a record of hyperparameters, and converts between the record and <see cref="Hyperparameters"/>. Each property
/// is one hyperparameter, its attributes say what is allowed, and its initial value is the default; a <c>required</c> one has none. The
/// names are in snake case.
/// </summary>
internal static class HyperparameterRecord<T>
    where T : class
{
    // Reflection does not guarantee the order of declaration; the compiler numbers properties in that order.
    private static readonly PropertyInfo[] _properties =
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken)];

    private static readonly Dictionary<string, PropertyInfo> _byName = _properties.ToDictionary(NameOf);

    /// <summary>The definitions, in the order in which the record declares them.</summary>
    /// <exception cref="TypeInitializationException">
    /// A property cannot be a hyperparameter. The inner exception, an <see cref="InvalidOperationException"/>, says which and why.
    /// </exception>
    public static ImmutableArray<HyperparameterDefinition> Definitions { get; } =
        [.. _properties.Select(HyperparameterProperty.Define(New()))];

    /// <summary>The record's values, under the schema that was made from its definitions.</summary>
    public static Hyperparameters Values(TrainableSchema schema, T record) =>
        schema.Defaults.With([.. _properties.Select(property => HyperparameterProperty.Widened(property.GetValue(record)))]);

    /// <summary>The record of these values. If a name is missing, its property has the default.</summary>
    public static T Record(Hyperparameters hyperparameters)
    {
        var record = New();
        foreach (var name in hyperparameters.Names)
        {
            var property = _byName[name];
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var value = hyperparameters[name];
            property.SetValue(record, value is null ? null : Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
        }

        return record;
    }

    // The compiler refuses new T() for a type with required properties.
    private static T New() => typeof(T).GetConstructor([]) is null
        ? throw new InvalidOperationException(
            $"{typeof(T).Name}: found no public constructor without parameters; allowed: a record with one")
        : Activator.CreateInstance<T>();

    private static string NameOf(PropertyInfo property) => HyperparameterProperty.NameOf(property);
}

/// <summary>Makes a definition of one property of a record.</summary>
internal static class HyperparameterProperty
{
    private const string Types = "int, long, float, double, bool or string";

    public static string NameOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    /// <summary>
    /// A value as definitions know it: whole numbers have 64 bits, other numbers are doubles. A float becomes the double of the same text.
    /// </summary>
    public static object? Widened(object? value) => value switch
    {
        int number => (long)number,
        float number => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <param name="record">Has the defaults.</param>
    /// <exception cref="InvalidOperationException">The property cannot be a hyperparameter.</exception>
    public static Func<PropertyInfo, HyperparameterDefinition> Define(object record) => property =>
    {
        if (property.GetIndexParameters().Length > 0 || property.SetMethod is not { IsPublic: true })
        {
            throw Wrong(property, "no setter", "{ get; init; }, or a method in place of a property");
        }

        var rule = property.GetCustomAttribute<HyperparameterRuleAttribute>();
        var definition = Described(property, TypeOf(property, rule), record);
        if (rule is not null && !rule.Types.Contains(definition.Type))
        {
            var types = string.Join(" or ", rule.Types.Select(HyperparameterTypes.Word))
                .Replace("word", "string", StringComparison.Ordinal);
            throw Wrong(property, $"[{rule.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)}]", $"it on {types}");
        }

        definition = rule?.Apply(definition) ?? definition;
        definition = definition with { Range = Narrowed(definition.Range, property.PropertyType) };
        return Checked(property, definition);
    };

    private static HyperparameterDefinition Described(PropertyInfo property, HyperparameterType type, object record)
    {
        var former = property.GetCustomAttribute<FormerWordAttribute>();
        var isRequired = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
        return new(NameOf(property), type)
        {
            Default = isRequired ? null : Widened(property.GetValue(record)),
            IsRequired = isRequired,
            IsNullable = new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable,
            IsTrained = property.GetCustomAttribute<NotTrainedAttribute>() is null,
            IsAddedLater = property.GetCustomAttribute<AddedLaterAttribute>() is not null,
            IsFloat32 = Underlying(property.PropertyType) == typeof(float),
            Former = former is null ? null : new(former.Former, former.Current),
        };
    }

    private static HyperparameterType TypeOf(PropertyInfo property, HyperparameterRuleAttribute? rule)
    {
        var type = Underlying(property.PropertyType);
        return (type.IsEnum ? TypeCode.Object : Type.GetTypeCode(type)) switch
        {
            TypeCode.Int32 or TypeCode.Int64 => HyperparameterType.WholeNumber,
            TypeCode.Single or TypeCode.Double => HyperparameterType.Number,
            TypeCode.Boolean => HyperparameterType.Flag,
            TypeCode.String => rule is OneOfAttribute ? HyperparameterType.Word : HyperparameterType.Text,
            _ => throw Wrong(property, $"the type {type.Name}", Types),
        };
    }

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The part of a range that an int can have.</summary>
    private static NumberRange Narrowed(NumberRange range, Type type) => Underlying(type) == typeof(int)
        ? range with
        {
            From = range.From ?? (range.Above is null ? int.MinValue : null),
            To = range.To ?? (range.Below is null ? int.MaxValue : null),
        }
        : range;

    private static HyperparameterDefinition Checked(PropertyInfo property, HyperparameterDefinition definition)
    {
        if (definition.Range.IsEmpty) { throw Wrong(property, $"the range{definition.Range}", "one that has numbers"); }
        if (definition.IsRequired || definition.Allows(definition.Default)) { return definition; }
        throw definition.Default is null
            ? Wrong(property, "no default", $"= a value, required, or the type {Underlying(property.PropertyType).Name}?")
            : Wrong(
                property,
                $"the default {HyperparameterText.Write(definition.Default)}",
                definition.Type is HyperparameterType.Word ? string.Join(", ", definition.Words) : $"numbers{definition.Range}");
    }

    private static InvalidOperationException Wrong(PropertyInfo property, string found, string allowed) =>
        new($"{property.DeclaringType!.Name}.{property.Name}: found {found}; allowed: {allowed}");
}
