namespace Sweep.Grains.Sweeps;

/// <summary>A rule that a hyperparameter's value must keep; it knows how to say so.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class HyperparameterRuleAttribute : Attribute
{
    /// <summary>What is allowed, as the end of a sentence: "a whole number from 1 to 1024".</summary>
    public abstract string Allowed { get; }

    /// <summary>Whether a value of the property's type keeps the rule.</summary>
    internal abstract bool Allows(object value);
}

/// <summary>Changes what is recorded of a training, and nothing that is trained: two trials that differ in it alone are the same.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotTrainedAttribute : Attribute;

/// <summary>Came when there were databases without it, whose trials are what its default means: at that it makes no other trial of one than it was.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddedLaterAttribute : Attribute;

/// <summary>
/// A word that an earlier version wrote for what is now another word. Sweep files and databases may still have it: it reads as today's word. The identity of a
/// trial keeps the former word, so that a trial in an older database is the same trial.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormerWordAttribute(string former, string current) : Attribute
{
    public string Former { get; } = former;

    public string Current { get; } = current;
}

/// <summary>One of a few words.</summary>
public sealed class OneOfAttribute(params string[] words) : HyperparameterRuleAttribute
{
    public IReadOnlyList<string> Words { get; } = words;

    public override string Allowed => string.Join(", ", Words);

    internal override bool Allows(object value) => value is string word && Words.Contains(word, StringComparer.Ordinal);
}

/// <summary>A whole number in a range, both ends included.</summary>
public sealed class BetweenAttribute(int least, int most) : HyperparameterRuleAttribute
{
    public int Least { get; } = least;

    public int Most { get; } = most;

    public override string Allowed => $"a whole number from {Least} to {Most}";

    internal override bool Allows(object value) => value is int number && number >= Least && number <= Most;
}

/// <summary>A finite number above 0.</summary>
public sealed class PositiveAttribute : HyperparameterRuleAttribute
{
    public override string Allowed => "a number above 0";

    internal override bool Allows(object value) => value is double number && double.IsFinite(number) && number > 0;
}

/// <summary>A number from 0 to below 1.</summary>
public sealed class FractionAttribute : HyperparameterRuleAttribute
{
    public override string Allowed => "a number from 0 to below 1";

    internal override bool Allows(object value) => value is double and >= 0 and < 1;
}
