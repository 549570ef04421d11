namespace Sweep.Grains.Search.Gaussian;

/// <summary>The points at which expected improvement is looked at first: some all over the space, some close to the best cells.</summary>
internal sealed class Candidates(SearchSpace space, SearchRandom random)
{
    private const int Everywhere = 500;
    private const int Nearby = 200;

    /// <param name="best">The best cells, the best first.</param>
    public IEnumerable<double[]> All(IReadOnlyList<Cell> best) => Spread().Concat(Enumerable.Range(0, Nearby)
        .Select(index => Perturb(best[index % best.Count]))).Select(Snap);

    /// <summary>A Halton sequence that is moved by a random shift.</summary>
    private IEnumerable<double[]> Spread()
    {
        double[] shift = [.. Enumerable.Range(0, space.Length).Select(_ => random.NextDouble())];
        return Enumerable.Range(1, Everywhere).Select(index =>
            shift.Select((start, j) => j < Halton.Dimensions ? (Halton.Plain(index, j) + start) % 1 : random.NextDouble()).ToArray());
    }

    /// <summary>Moves some coordinates of a cell, by distances from a third of the range to a thousandth of it.</summary>
    private double[] Perturb(Cell cell)
    {
        var point = cell.Point.ToArray();
        var scale = Math.Pow(10, -0.5 - 2.5 * random.NextDouble());
        var share = Math.Max(0.3, 2.0 / space.Length);
        for (var j = 0; j < point.Length; j++)
        {
            if (random.NextDouble() < share)
            {
                point[j] = Move(space.Dimensions[j].Domain, point[j], scale);
            }
        }

        return point;
    }

    private double Move(Domain domain, double coordinate, double scale) => domain switch
    {
        { IsCategory: true } => random.NextDouble(),
        _ when double.IsNaN(coordinate) => random.NextDouble(),
        DiscreteDomain discrete => Math.Clamp(coordinate + 1.2 * Math.Max(scale, 1.0 / discrete.Count) * random.NextNormal(), 0, 1),
        _ => Math.Clamp(coordinate + scale * random.NextNormal(), 0, 1),
    };

    private double[] Snap(double[] point)
    {
        for (var j = 0; j < point.Length; j++)
        {
            // A choice that moved may need a hyperparameter that the cell does not have.
            point[j] = double.IsNaN(point[j]) ? random.NextDouble() : point[j];
        }

        space.Snap(point);
        return point;
    }
}
