namespace Sweep.Grains.Sweeps;

/// <summary>Says in a record of hyperparameters which values a property may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class HyperparameterRuleAttribute : Attribute
{
    /// <summary>The types that may have the rule.</summary>
    internal virtual IReadOnlyList<HyperparameterType> Types => [HyperparameterType.WholeNumber, HyperparameterType.Number];

    /// <summary>A definition that has the rule, too.</summary>
    internal abstract HyperparameterDefinition Apply(HyperparameterDefinition definition);
}

/// <summary>
/// Marks a hyperparameter that affects only what is recorded, not what is trained: if two trials differ in it alone, they are the same.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotTrainedAttribute : Attribute;

/// <summary>Marks a hyperparameter as one with <see cref="HyperparameterDefinition.IsAddedLater"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddedLaterAttribute : Attribute;

/// <summary>Names the <see cref="FormerWord"/> of a word.</summary>
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

    internal override IReadOnlyList<HyperparameterType> Types => [HyperparameterType.Word];

    internal override HyperparameterDefinition Apply(HyperparameterDefinition definition) => definition with { Words = [.. Words] };
}

/// <summary>Allows a number in a range, both ends included.</summary>
public sealed class BetweenAttribute : HyperparameterRuleAttribute
{
    private readonly bool _isWhole;

    /// <summary>Allows the numbers of a range of whole numbers.</summary>
    public BetweenAttribute(int least, int most) => (Least, Most, _isWhole) = (least, most, true);

    /// <summary>Allows the numbers of a range.</summary>
    public BetweenAttribute(double least, double most) => (Least, Most) = (least, most);

    public double Least { get; }

    public double Most { get; }

    internal override IReadOnlyList<HyperparameterType> Types => _isWhole ? base.Types : [HyperparameterType.Number];

    internal override HyperparameterDefinition Apply(HyperparameterDefinition definition) =>
        definition with { Range = new() { From = Least, To = Most } };
}

/// <summary>
/// Allows a finite number above 0; in new sweeps, only if it is neither 0 nor infinite in float32, in which training computes.
/// </summary>
public sealed class PositiveAttribute : HyperparameterRuleAttribute
{
    internal override HyperparameterDefinition Apply(HyperparameterDefinition definition) =>
        definition with { Range = new() { Above = 0 }, IsFloat32 = true };
}

/// <summary>Allows a number from 0 to below 1; in new sweeps, only if it is below 1 in float32, too.</summary>
public sealed class FractionAttribute : HyperparameterRuleAttribute
{
    internal override IReadOnlyList<HyperparameterType> Types => [HyperparameterType.Number];

    internal override HyperparameterDefinition Apply(HyperparameterDefinition definition) =>
        definition with { Range = new() { From = 0, Below = 1 }, IsFloat32 = true };
}
