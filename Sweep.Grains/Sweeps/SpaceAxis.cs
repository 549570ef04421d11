using System.Collections.Immutable;
using Sweep.Grains.Search;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// One hyperparameter of a space as the sweep file gives it: a range, or a list. <see cref="Dimension"/> is what samplers see of it.
/// </summary>
/// <param name="Name">The hyperparameter's name.</param>
[GenerateSerializer, Immutable, Alias("sweep.space-axis")]
public sealed record SpaceAxis([property: Id(0)] string Name)
{
    /// <summary>The least value of a range, in canonical text; null for a list.</summary>
    [Id(1)]
    public string? From { get; init; }

    /// <summary>
    /// The end of a range, in canonical text; null for a list. Whole numbers and steps include it; other numbers lie below it.
    /// </summary>
    [Id(2)]
    public string? To { get; init; }

    /// <summary>The distance between two values of a range, in canonical text; null if it has none.</summary>
    [Id(3)]
    public string? Step { get; init; }

    /// <summary>Whether a range is uniform in the logarithm.</summary>
    [Id(4)]
    public bool IsLog { get; init; }

    /// <summary>The values of a list in canonical text, in the file's order; empty for a range.</summary>
    [Id(5)]
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The hyperparameter on which this one depends; null if every trial has this one.</summary>
    [Id(6)]
    public string? WhenName { get; init; }

    /// <summary>The values of <see cref="WhenName"/>, in canonical text, for which a trial has this hyperparameter.</summary>
    [Id(7)]
    public ImmutableArray<string> WhenValues { get; init; } = [];

    /// <summary>The axis as people read it: <c>0.01 to 1, logarithmic</c>, or <c>64, 96, 128</c>.</summary>
    public string Describe()
    {
        var values = (From, Step, IsLog) switch
        {
            (null, _, _) => string.Join(", ", Values),
            (_, { } step, _) => $"{From} to {To} in steps of {step}",
            (_, _, true) => $"{From} to {To}, logarithmic",
            _ => $"{From} to {To}",
        };
        return WhenName is null ? values : $"{values}; only if {WhenName} is {string.Join(" or ", WhenValues)}";
    }

    /// <summary>Equal axes have equal values.</summary>
    public bool Equals(SpaceAxis? other) =>
        other is not null
        && (Name, From, To, Step, IsLog, WhenName) == (other.Name, other.From, other.To, other.Step, other.IsLog, other.WhenName)
        && Values.SequenceEqual(other.Values) && WhenValues.SequenceEqual(other.WhenValues);

    public override int GetHashCode() => HashCode.Combine(Name, From, To, Values.Length);
}
