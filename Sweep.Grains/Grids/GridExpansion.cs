using System.Numerics;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>One trial that a grid means.</summary>
/// <param name="Number">Its number in the sweep, from 1.</param>
/// <param name="Seed">The seed of all its randomness.</param>
public sealed record TrialCell(int Number, int Seed, Hyperparameters Hyperparameters);

/// <summary>Turns a grid into its trials, in an order that depends on nothing but the grid.</summary>
public static class GridExpansion
{
    /// <summary>How many trials the grid means: seeds times the lengths of all axes.</summary>
    /// <exception cref="SherlockException">More than can be numbered.</exception>
    public static int Count(SweepSpec spec)
    {
        var count = Count(spec.Seeds.Length, spec.Axes.Select(axis => axis.Values.Length));
        return count <= int.MaxValue
            ? (int)count
            : throw new SherlockException($"{spec.Name}: the grid means {count} trials; allowed: at most {int.MaxValue}");
    }

    /// <summary>All trials: the seeds are the outermost loop, then the axes in order, the first the slowest.</summary>
    public static IEnumerable<TrialCell> Cells(SweepSpec spec)
    {
        var combinations = spec.Axes.Aggregate((IEnumerable<Hyperparameters>)[spec.Trial], Vary);
        return spec.Seeds
            .SelectMany(_ => combinations, (seed, hyperparameters) => (seed, hyperparameters))
            .Select((cell, index) => new TrialCell(index + 1, cell.seed, cell.hyperparameters));
    }

    /// <summary>
    /// Whether a sweep of so many trials is the whole grid. One that was extended by another grid is not: its axes name the values, and not every combination
    /// of them was asked for.
    /// </summary>
    public static bool IsWhole(SweepSpec spec, int trials) => Count(spec.Seeds.Length, spec.Axes.Select(axis => axis.Values.Length)) == trials;

    /// <summary>The product, of any size.</summary>
    internal static BigInteger Count(int seeds, IEnumerable<int> lengths) =>
        lengths.Aggregate(new BigInteger(seeds), (product, length) => product * length);

    private static IEnumerable<Hyperparameters> Vary(IEnumerable<Hyperparameters> combinations, GridAxis axis) =>
        combinations.SelectMany(_ => axis.Values, (shared, value) => HyperparameterSchema.With(shared, axis.Name, value));
}
