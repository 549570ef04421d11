using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>The words by which errors speak of a <see cref="ValueRule"/>.</summary>
internal static class RuleText
{
    /// <summary><c>model window</c>, <c>a validation_fraction of 0</c>.</summary>
    public static string Subject(this ValueRule rule, TrainableSchema schema) =>
        schema.Get(rule.Name).IsWord ? $"{rule.Name} {rule.Value}" : $"a {rule.Name} of {rule.Value}";

    /// <summary>What is allowed instead: <c>no model window</c>, <c>a validation_fraction above 0</c>.</summary>
    public static string Instead(this ValueRule rule, TrainableSchema schema)
    {
        var definition = schema.Get(rule.Name);
        if (definition.IsWord) { return $"no {rule.Name} {rule.Value}"; }
        return definition.Range.From is { } least && HyperparameterText.Write(least) == rule.Value
            ? $"a {rule.Name} above {rule.Value}"
            : $"another {rule.Name}";
    }

    /// <summary>The other values that a hyperparameter may have: <c>last</c>, <c>another rate</c>.</summary>
    public static string Others(TrainableSchema schema, string name, string value)
    {
        var words = schema.Get(name).Words.Remove(value);
        return words.IsEmpty ? $"another {name}" : string.Join(" or ", words);
    }
}
