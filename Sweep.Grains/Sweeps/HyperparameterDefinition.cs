using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Sweep.Grains.Sweeps;

/// <summary>One hyperparameter: its name, its rule, and the conversion between its value and its text.</summary>
internal sealed class HyperparameterField
{
    /// <summary>The text of a missing value.</summary>
    public const string None = "none";

    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private readonly PropertyInfo _property;
    private readonly HyperparameterRuleAttribute _rule;
    private readonly Type _type;
    private readonly bool _isAddedLater;
    private readonly FormerWordAttribute? _renamed;

    public HyperparameterField(PropertyInfo property)
    {
        _property = property;
        _rule = property.GetCustomAttribute<HyperparameterRuleAttribute>()
            ?? throw new InvalidOperationException($"Hyperparameters.{property.Name} has no rule.");
        IsNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null;
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsTrained = property.GetCustomAttribute<NotTrainedAttribute>() is null;
        _isAddedLater = property.GetCustomAttribute<AddedLaterAttribute>() is not null;
        _renamed = property.GetCustomAttribute<FormerWordAttribute>();
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
    }

    public string Name { get; }

    public bool IsNullable { get; }

    /// <summary>Whether the value affects what is trained.</summary>
    public bool IsTrained { get; }

    /// <summary>Whether its values are words rather than numbers.</summary>
    public bool IsWord => _type == typeof(string);

    /// <summary>Whether the value is part of the trial's identity.</summary>
    public bool IsIdentity(Hyperparameters hyperparameters) =>
        IsTrained && !(_isAddedLater && Equals(Value(hyperparameters), Value(new Hyperparameters())));

    /// <summary>Describes an error in a value: what was found, what is allowed, and the word that the user most likely meant.</summary>
    /// <param name="found">The found value, as the error describes it.</param>
    /// <param name="text">The text in the file, used to find the nearest word.</param>
    public string Problem(string found, string text = "")
    {
        var words = _rule is OneOfAttribute oneOf ? oneOf.Words : [];
        var hint = Spelling.Hint(text, IsNullable ? [.. words, None] : words);
        return $"found {found}; allowed: {_rule.Allowed}{(IsNullable ? ", or none" : "")}{hint}";
    }

    public object? Value(Hyperparameters hyperparameters) => _property.GetValue(hyperparameters);

    /// <summary>Whether a new sweep may have this value, which must come from <see cref="TryRead"/>.</summary>
    public bool IsComputable(object? value) => value is null || _rule.IsComputable(value);

    /// <summary>The value in a trial's identity: a renamed word keeps its original form.</summary>
    public object? IdentityValue(Hyperparameters hyperparameters) =>
        Value(hyperparameters) is var value && _renamed is not null && Equals(value, _renamed.Current) ? _renamed.Former : value;

    /// <summary>A copy with another value, which must come from <see cref="TryRead"/>.</summary>
    public Hyperparameters With(Hyperparameters hyperparameters, object? value)
    {
        var copy = hyperparameters with { };
        _property.SetValue(copy, value);
        return copy;
    }

    /// <summary>The canonical text of a value: shortest text that reads back as the same number; <c>none</c> for null.</summary>
    public static string Write(object? value) =>
        value is null ? None : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>Reads a text under the rule; false if the text breaks it.</summary>
    public bool TryRead(string text, out object? value)
    {
        value = Parse(text);
        return value is null ? IsNullable && text == None : _rule.Allows(value);

        object? Parse(string text) => Type.GetTypeCode(_type) switch
        {
            TypeCode.String => text == _renamed?.Former ? _renamed.Current : text,
            TypeCode.Int32 =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            // Adding 0 turns -0 into 0, so that both have the same text.
            TypeCode.Double => double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number) ? number + 0.0 : null,
            _ => throw new InvalidOperationException($"Hyperparameters.{_property.Name} is of a type that has no text."),
        };
    }
}
