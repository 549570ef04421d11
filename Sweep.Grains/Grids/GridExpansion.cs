using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>The trials that a sweep means, in stable order: seeds outermost, then the axes, the first varying slowest.</summary>
public static class GridExpansion
{
    public static IEnumerable<TrialCell> Cells(SweepSpec spec)
    {
        var number = 0;
        foreach (var seed in spec.Seeds)
        {
            foreach (var point in Points(spec.Trial, spec.Axes.AsSpan().ToArray())) { yield return new(++number, seed, point); }
        }
    }

    private static IEnumerable<Hyperparameters> Points(Hyperparameters shared, GridAxis[] axes) =>
        axes.Aggregate<GridAxis, IEnumerable<Hyperparameters>>(
            [shared],
            (points, axis) => points.SelectMany(point => axis.Values.Select(text => HyperparameterSchema.With(point, axis.Name, text))));
}

/// <summary>One trial of a sweep.</summary>
/// <param name="Number">From 1.</param>
public sealed record TrialCell(int Number, int Seed, Hyperparameters Hyperparameters);
