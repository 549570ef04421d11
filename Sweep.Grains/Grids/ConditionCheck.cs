using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Checks the conditions of a space: each names a choice further up, and some of its values.</summary>
/// <param name="entries">All that the sections set, for the places of errors.</param>
internal sealed class ConditionCheck(TrainableSchema schema, IReadOnlyList<GridEntry> entries, GridErrors errors)
{
    /// <param name="axes">The whole space.</param>
    public void Run(ImmutableArray<SpaceAxis> axes)
    {
        foreach (var axis in axes.Where(axis => axis.WhenName is not null))
        {
            if (Problem(axes, axis) is { } problem)
            {
                errors.Add(Place(axis), $"{GridKeys.Space}.{axis.Name}.{SpaceAxisReader.WhenKey}: {problem}");
            }
            else if (schema.Get(axis.Name).IsRequired && entries.Count(entry => entry.Key == axis.Name) == 1)
            {
                errors.Add(
                    Place(axis),
                    $"{GridKeys.Space}.{axis.Name}: found a condition, and no value for trials without it; allowed: also one under trial");
            }
        }
    }

    private string? Problem(ImmutableArray<SpaceAxis> axes, SpaceAxis axis)
    {
        var name = axis.WhenName!;
        var choices = axes.Where(other => other.Name != axis.Name && IsChoice(other)).Select(other => other.Name).ToList();
        if (axes.FirstOrDefault(other => other.Name == name) is not { } parent)
        {
            return $"found {Spelling.Quote(name)}, which is not in the space; allowed: {Listed(choices)}{Spelling.Hint(name, choices)}";
        }

        if (Circle(axes, axis) is { } circle)
        {
            return $"found a circle: {circle}; allowed: a hyperparameter that does not depend on this one";
        }

        if (axes.IndexOf(parent) > axes.IndexOf(axis))
        {
            return $"found {name}, which stands further down; allowed: to write {axis.Name} below {name}";
        }

        if (!IsChoice(parent))
        {
            return $"found {name}, which is any number of a range; allowed: a list, whole numbers, or a range with steps";
        }

        var domain = TrialSpace.DomainOf(schema, parent);
        var wrong = axis.WhenValues.FirstOrDefault(value => !domain.Contains(TrialSpace.Read(schema, name, value)));
        if (wrong is null) { return null; }
        var values = parent.Values.IsEmpty ? $"{parent.From} to {parent.To}" : string.Join(", ", parent.Values);
        return $"found {name} {wrong}, which the space does not have; allowed: {values}{Spelling.Hint(wrong, parent.Values)}";
    }

    private static string? Circle(ImmutableArray<SpaceAxis> axes, SpaceAxis axis)
    {
        var seen = new List<string> { axis.Name };
        for (var name = axis.WhenName; name is not null; name = axes.FirstOrDefault(other => other.Name == name)?.WhenName)
        {
            seen.Add(name);
            if (name == axis.Name) { return string.Join(" depends on ", seen); }
            if (seen.Count > axes.Length) { return null; }
        }

        return null;
    }

    private bool IsChoice(SpaceAxis axis) =>
        !axis.Values.IsEmpty || axis.Step is not null || schema.Get(axis.Name).Type is HyperparameterType.WholeNumber;

    private static string Listed(List<string> names) => names.Count == 0 ? "a choice in the space" : string.Join(", ", names);

    private Place Place(SpaceAxis axis)
    {
        var entry = entries.Last(entry => entry.Key == axis.Name);
        return (entry.Value as GridMap)?.Find(SpaceAxisReader.WhenKey)?.Value.Place ?? entry.Place;
    }
}
