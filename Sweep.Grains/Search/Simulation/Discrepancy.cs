namespace Sweep.Grains.Search.Simulation;

/// <summary>How unevenly points cover the unit square.</summary>
public static class Discrepancy
{
    /// <summary>The star discrepancy of the first points of a scrambled Halton sequence in two dimensions.</summary>
    public static double OfHalton(int seed, int points) => Of(
        [.. Enumerable.Range(1, points).Select(index => (Halton.Scrambled(seed, index, 0), Halton.Scrambled(seed, index, 1)))]);

    /// <summary>The largest difference between a box's area and its share of the points, over all boxes from the origin.</summary>
    internal static double Of((double X, double Y)[] points)
    {
        double[] xs = [.. points.Select(point => point.X), 1];
        double[] ys = [.. points.Select(point => point.Y), 1];
        var worst = 0.0;
        foreach (var x in xs)
        {
            var (open, closed) = (points.Where(point => point.X < x).ToArray(), points.Where(point => point.X <= x).ToArray());
            foreach (var y in ys)
            {
                var fewest = open.Count(point => point.Y < y) / (double)points.Length;
                var most = closed.Count(point => point.Y <= y) / (double)points.Length;
                worst = Math.Max(worst, Math.Max(x * y - fewest, most - x * y));
            }
        }

        return worst;
    }
}
