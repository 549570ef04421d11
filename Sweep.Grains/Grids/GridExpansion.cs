using System.Numerics;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>One trial of a grid.</summary>
/// <param name="Number">The trial's number in the sweep, from 1.</param>
/// <param name="Seed">The seed of all random numbers of the trial.</param>
public sealed record TrialCell(int Number, int Seed, Hyperparameters Hyperparameters);

/// <summary>Expands a grid into its trials, in an order that depends only on the grid.</summary>
public static class GridExpansion
{
    /// <summary>Number of trials in the grid: the number of seeds times the lengths of all axes.</summary>
    /// <exception cref="SherlockException">The number exceeds the largest trial number.</exception>
    public static int Count(SweepSpec spec)
    {
        var count = Count(spec.Seeds.Length, spec.Axes.Select(axis => axis.Values.Length));
        return count <= int.MaxValue
            ? (int)count
            : throw new SherlockException($"{spec.Name}: the grid means {count} trials; allowed: at most {int.MaxValue}");
    }

    /// <summary>All trials: the seeds are the outermost loop, followed by the axes in order, so the first axis varies slowest.</summary>
    public static IEnumerable<TrialCell> Cells(SweepSpec spec)
    {
        var combinations = spec.Axes.Aggregate((IEnumerable<Hyperparameters>)[spec.Trial], Vary);
        return spec.Seeds
            .SelectMany(_ => combinations, (seed, hyperparameters) => (seed, hyperparameters))
            .Select((cell, index) => new TrialCell(index + 1, cell.seed, cell.hyperparameters));

        IEnumerable<Hyperparameters> Vary(IEnumerable<Hyperparameters> combinations, GridAxis axis) =>
            combinations.SelectMany(_ => axis.Values, (shared, value) => spec.Schema.With(shared, axis.Name, value));
    }

    /// <summary>
    /// Whether a sweep with this number of trials contains the whole grid. If it was extended by another grid, it may not: its axes list
    /// all values, but not every combination of them was requested.
    /// </summary>
    public static bool IsWhole(SweepSpec spec, int trials) =>
        spec.Search is null && Count(spec.Seeds.Length, spec.Axes.Select(axis => axis.Values.Length)) == trials;

    /// <summary>The product, without overflow.</summary>
    internal static BigInteger Count(int seeds, IEnumerable<int> lengths) =>
        lengths.Aggregate(new BigInteger(seeds), (product, length) => product * length);
}
