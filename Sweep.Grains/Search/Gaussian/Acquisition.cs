namespace Sweep.Grains.Search.Gaussian;

/// <summary>Finds the points of a space where a Gaussian process expects the largest improvement.</summary>
internal sealed class Acquisition(SearchSpace space, GaussianProcess process, double best)
{
    private const int Refined = 4;
    private const int Rounds = 3;
    private const int Iterations = 40;
    private const int AllLevels = 16;

    private static readonly long[] _steps = [1, -1, 3, -3, 10, -10, 40, -40, 150, -150];

    private readonly int[] _numbers = [.. Enumerable.Range(0, space.Length).Where(j => space.Dimensions[j].Domain is not DiscreteDomain)];
    private readonly int[] _choices = [.. Enumerable.Range(0, space.Length).Where(j => space.Dimensions[j].Domain is DiscreteDomain)];

    /// <summary>The candidates, and the best of them moved to where the improvement is largest; the best first.</summary>
    public (double[] Point, double LogImprovement)[] Rank(IEnumerable<double[]> candidates)
    {
        (double[] Point, double LogImprovement)[] scored =
        [
            .. candidates.Select(point => (point, At(point))).OrderByDescending(candidate => candidate.Item2),
        ];
        return [.. scored.Concat(scored.Take(Refined).Select(Refine).ToArray()).OrderByDescending(candidate => candidate.LogImprovement)];
    }

    private double At(ReadOnlySpan<double> point)
    {
        var (mean, variance) = process.At(point);
        return ExpectedImprovement.Log(best, mean, variance);
    }

    /// <summary>Goes uphill, by turns along the numbers with their gradient, and along the choices one by one.</summary>
    private (double[] Point, double LogImprovement) Refine((double[] Point, double LogImprovement) candidate)
    {
        const double noticeable = 1e-3;
        for (var round = 0; round < Rounds; round++)
        {
            var before = candidate.LogImprovement;
            candidate = Climb(candidate);
            candidate = _choices.Aggregate(candidate, Choose);
            if (_choices.Length == 0 || candidate.LogImprovement - before < noticeable)
            {
                break;
            }
        }

        return candidate;
    }

    private (double[] Point, double LogImprovement) Climb((double[] Point, double LogImprovement) candidate)
    {
        int[] active = [.. _numbers.Where(j => !double.IsNaN(candidate.Point[j]))];
        if (active.Length == 0)
        {
            return candidate;
        }

        var point = candidate.Point.ToArray();
        double[] x = [.. active.Select(j => point[j])];
        new Minimizer(Iterations, 1e-4, isBounded: true).Minimize(x, (position, gradient) => Loss(point, active, position, gradient));
        Place(point, active, x);
        space.Snap(point);
        return Better(candidate, point);
    }

    private double Loss(double[] point, int[] active, ReadOnlySpan<double> position, Span<double> gradient)
    {
        Place(point, active, position);
        Span<double> meanGradient = new double[point.Length];
        Span<double> varianceGradient = new double[point.Length];
        var (mean, variance) = process.At(point, meanGradient, varianceGradient);
        var deviation = Math.Sqrt(variance);
        var z = (best - mean) / deviation;
        var (value, slope) = ExpectedImprovement.LogOf(z);
        for (var i = 0; i < active.Length; i++)
        {
            var deviationSlope = varianceGradient[active[i]] / (2 * deviation);
            var zSlope = (-meanGradient[active[i]] - z * deviationSlope) / deviation;
            gradient[i] = -(slope * zSlope + deviationSlope / deviation);
        }

        return -(value + Math.Log(deviation));
    }

    private (double[] Point, double LogImprovement) Choose((double[] Point, double LogImprovement) candidate, int index)
    {
        if (double.IsNaN(candidate.Point[index]))
        {
            return candidate;
        }

        var domain = (DiscreteDomain)space.Dimensions[index].Domain;
        return LevelsFrom(domain, domain.LevelAt(candidate.Point[index])).Aggregate(candidate, (current, level) =>
        {
            var point = current.Point.ToArray();
            point[index] = domain.CenterOf(level);
            return Better(current, Completed(point));
        });
    }

    /// <summary>Gives the middle to a hyperparameter that a choice made active.</summary>
    private double[] Completed(double[] point)
    {
        for (var j = 0; j < point.Length; j++)
        {
            point[j] = double.IsNaN(point[j]) ? 0.5 : point[j];
        }

        space.Snap(point);
        return point;
    }

    private static IEnumerable<long> LevelsFrom(DiscreteDomain domain, long level)
    {
        if (domain.IsCategory || domain.Count <= AllLevels)
        {
            for (var other = 0L; other < domain.Count; other++)
            {
                yield return other;
            }

            yield break;
        }

        foreach (var other in _steps.Select(step => level + step).Where(other => other >= 0 && other < domain.Count))
        {
            yield return other;
        }
    }

    private (double[] Point, double LogImprovement) Better((double[] Point, double LogImprovement) candidate, double[] point)
    {
        var improvement = At(point);
        return improvement > candidate.LogImprovement ? (point, improvement) : candidate;
    }

    private static void Place(double[] point, int[] active, ReadOnlySpan<double> position)
    {
        for (var i = 0; i < active.Length; i++)
        {
            point[active[i]] = position[i];
        }
    }
}
