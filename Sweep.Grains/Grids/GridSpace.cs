using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>What the sections <c>trial</c>, <c>grid</c> and <c>space</c> of a file say: the shared values, and what varies.</summary>
/// <param name="Axes">The section <c>grid</c>.</param>
/// <param name="Searched">The section <c>space</c>.</param>
/// <param name="Entries">Everything that the sections set, with its places.</param>
internal sealed record GridSpace(
    Hyperparameters Trial, ImmutableArray<GridAxis> Axes, ImmutableArray<SpaceAxis> Searched, IReadOnlyList<GridEntry> Entries)
{
    /// <summary>The values that a hyperparameter has over all trials; empty if it is a range.</summary>
    public ImmutableArray<string> ValuesOf(string name) =>
        Axes.FirstOrDefault(axis => axis.Name == name)?.Values
        ?? Searched.FirstOrDefault(axis => axis.Name == name)?.Values
        ?? [Trial.Text(name)];

    /// <summary>What has more than one value: the name, and the section that says so.</summary>
    public IEnumerable<(string Section, string Name)> Varied() =>
    [
        .. Axes.Where(axis => axis.Values.Length > 1).Select(axis => (GridKeys.Grid, axis.Name)),
        .. Searched.Where(axis => axis.Values.Length != 1).Select(axis => (GridKeys.Space, axis.Name)),
    ];
}
