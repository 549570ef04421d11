namespace Sweep.Grains.Sweeps;

/// <summary>A rule for a hyperparameter's value; it can also describe itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class HyperparameterRuleAttribute : Attribute
{
    /// <summary>The allowed values, as the end of a sentence: "a whole number from 1 to 1024".</summary>
    public abstract string Allowed { get; }

    /// <summary>Whether a value of the property's type follows the rule. A stored value needs no more than that.</summary>
    internal abstract bool Allows(object value);

    /// <summary>Whether a new sweep may have a value that follows the rule: training can tell it from 0, 1 or infinity.</summary>
    internal virtual bool IsComputable(object value) => true;
}

/// <summary>
/// Marks a hyperparameter that affects only what is recorded, not what is trained: if two trials differ in it alone, they are the same.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotTrainedAttribute : Attribute;

/// <summary>
/// Marks a hyperparameter that older databases do not have; their trials were trained with its default. At the default it is not part of a
/// trial's identity, so older trials stay the same.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddedLaterAttribute : Attribute;

/// <summary>
/// A word that an earlier version wrote for a word that has a new name now. Sweep files and databases may still contain it: it is read as
/// the new word. A trial's identity keeps the former word, so that a trial in an older database stays the same trial.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormerWordAttribute(string former, string current) : Attribute
{
    public string Former { get; } = former;

    public string Current { get; } = current;
}

/// <summary>Allows a few words.</summary>
public sealed class OneOfAttribute(params string[] words) : HyperparameterRuleAttribute
{
    public IReadOnlyList<string> Words { get; } = words;

    public override string Allowed => string.Join(", ", Words);

    internal override bool Allows(object value) => value is string word && Words.Contains(word, StringComparer.Ordinal);
}

/// <summary>Allows a whole number in a range, both ends included.</summary>
public sealed class BetweenAttribute(int least, int most) : HyperparameterRuleAttribute
{
    public int Least { get; } = least;

    public int Most { get; } = most;

    public override string Allowed => $"a whole number from {Least} to {Most}";

    internal override bool Allows(object value) => value is int number && number >= Least && number <= Most;
}

/// <summary>
/// Allows a finite number above 0; in new sweeps, only if it is neither 0 nor infinite in float32, in which training computes.
/// </summary>
public sealed class PositiveAttribute : HyperparameterRuleAttribute
{
    public override string Allowed => "a number above 0 that float32 can hold (1.5e-45 to 3.4e38)";

    internal override bool Allows(object value) => value is double number && double.IsFinite(number) && number > 0;

    internal override bool IsComputable(object value) => value is double number && (float)number > 0 && float.IsFinite((float)number);
}

/// <summary>Allows a number from 0 to below 1; in new sweeps, only if it is below 1 in float32, too.</summary>
public sealed class FractionAttribute : HyperparameterRuleAttribute
{
    public override string Allowed => "a number from 0 to below 1, also in float32";

    internal override bool Allows(object value) => value is double and >= 0 and < 1;

    internal override bool IsComputable(object value) => value is double number && (float)number < 1;
}
