namespace Sweep.Grains.Search.Parzen;

/// <summary>Distributions over the levels of a hyperparameter that has few of them.</summary>
internal sealed class LevelKernels : Kernels
{
    private readonly DiscreteDomain _domain;
    private readonly double[][] _probabilities;              // [kernel][level]
    private readonly double[][] _logs;                       // [level][kernel]

    private LevelKernels(DiscreteDomain domain, double[][] probabilities)
    {
        (_domain, _probabilities) = (domain, probabilities);
        // Most kernels share their row with others.
        var logs = probabilities.Distinct().ToDictionary(row => row, row => Array.ConvertAll(row, Math.Log));
        var rows = Array.ConvertAll(probabilities, row => logs[row]);
        _logs = [.. Enumerable.Range(0, (int)domain.Count).Select(level => Array.ConvertAll(rows, row => row[level]))];
    }

    public IReadOnlyList<IReadOnlyList<double>> Probabilities => _probabilities;

    /// <summary>A category that was observed is more probable by one observation than the others, which share one.</summary>
    public static LevelKernels OfCategories(DiscreteDomain domain, double[] centers)
    {
        var prior = 1.0 / (centers.Length + 1);
        double[] uniform = [.. Enumerable.Repeat(1.0 / domain.Count, (int)domain.Count)];
        double[][] rows =
        [
            .. Enumerable.Range(0, (int)domain.Count)
                .Select(observed => uniform.Select((_, level) => prior + (level == observed ? 1 : 0)))
                .Select(row => row.Select(weight => weight / (1 + prior * uniform.Length)).ToArray()),
        ];
        return new(domain, [.. centers.Select(center => double.IsNaN(center) ? uniform : rows[domain.LevelAt(center)]), uniform]);
    }

    /// <summary>A number's level has the mass that a normal distribution has between its edges.</summary>
    public static LevelKernels OfNumbers(DiscreteDomain domain, double[] centers)
    {
        var (places, widths) = Place(centers);
        // Most kernels share their place and their width with others.
        var rows = new Dictionary<(double, double), double[]>();
        return new(domain, [.. places.Zip(widths, (center, width) =>
            rows.TryGetValue((center, width), out var row) ? row : rows[(center, width)] = MassesOf(domain, center, width))]);
    }

    public override double Draw(int kernel, SearchRandom random)
    {
        var (level, rest) = (0, random.NextDouble());
        for (; level < _domain.Count - 1 && rest >= _probabilities[kernel][level]; level++)
        {
            rest -= _probabilities[kernel][level];
        }

        return _domain.CenterOf(level);
    }

    public override void AddLogDensities(double coordinate, Span<double> sums) => Vectors.Add(sums, _logs[_domain.LevelAt(coordinate)]);

    private static double[] MassesOf(DiscreteDomain domain, double center, double width)
    {
        double[] masses =
        [
            .. Enumerable.Range(0, (int)domain.Count).Select(level => domain.EdgesOf(level))
                .Select(edges => Normal.Mass((edges.Low - center) / width, (edges.High - center) / width)),
        ];
        var sum = masses.Sum();
        return [.. masses.Select(mass => mass / sum)];
    }
}
