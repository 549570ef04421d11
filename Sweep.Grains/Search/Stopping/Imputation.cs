namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// Foretells the final value of trials that were held at a rung, so that a sampler can learn from them: from rung to rung by a straight
/// line through the trials that went on, whose slope is drawn towards 1. What the line does not explain is the value's variance.
/// </summary>
public sealed class Imputation
{
    private const int EnoughPairs = 3;
    private const double LargestSlope = 1.5;
    private const double LeastVariance = 1e-6;

    private readonly (double Offset, double Slope, double Variance)[] _toEnd;

    public Imputation(RungTable table)
    {
        _toEnd = new (double, double, double)[table.Levels.Length];
        _toEnd[table.Last] = (0, 1, 0);
        for (var rung = table.Last - 1; rung >= 0; rung--)
        {
            var (offset, slope, variance) = Line(table, rung);
            var (nextOffset, nextSlope, nextVariance) = _toEnd[rung + 1];
            _toEnd[rung] = (nextOffset + nextSlope * offset, nextSlope * slope, nextVariance + nextSlope * nextSlope * variance);
        }
    }

    /// <summary>The value that a trial would have at the end, and how sure that is; the value itself if it has reached the end.</summary>
    public (double Value, double Variance) Foretell(int rung, double value)
    {
        var (offset, slope, variance) = _toEnd[rung];
        return (offset + slope * value, variance);
    }

    private static (double Offset, double Slope, double Variance) Line(RungTable table, int rung)
    {
        var values = table.Trials.Where(trial => trial.Reached >= rung).Select(trial => trial.Values[rung]);
        var spread = Spread([.. values.Where(double.IsFinite)]);
        List<(double X, double Y)> pairs =
        [
            .. table.Trials
                .Where(trial => trial.Reached > rung && double.IsFinite(trial.Values[rung]) && double.IsFinite(trial.Values[rung + 1]))
                .Select(trial => (trial.Values[rung], trial.Values[rung + 1])),
        ];
        if (pairs.Count < EnoughPairs) { return (0, 1, spread); }
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        var sxx = pairs.Sum(pair => (pair.X - x) * (pair.X - x));
        var sxy = pairs.Sum(pair => (pair.X - x) * (pair.Y - y));
        var slope = Math.Clamp((sxy + spread) / (sxx + spread), 0, LargestSlope);
        var offset = y - slope * x;
        var errors = pairs.Sum(pair => Math.Pow(pair.Y - offset - slope * pair.X, 2));
        return (offset, slope, (errors + spread / 2) / pairs.Count);
    }

    /// <summary>The variance that the middle half of the values suggests.</summary>
    private static double Spread(double[] values)
    {
        if (values.Length < 2) { return LeastVariance; }
        Array.Sort(values);
        var middle = values[values.Length * 3 / 4] - values[values.Length / 4];
        return Math.Max(LeastVariance, middle * middle / 1.8);
    }
}
