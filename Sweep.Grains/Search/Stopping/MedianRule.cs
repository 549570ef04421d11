namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// The median rule (Golovin et al. 2017, Vizier): a trial stops at a step if its best value so far is worse than the median of the running
/// means, up to the same step, of the trials that ran to the end.
/// </summary>
/// <param name="Trials">How many trials must have ended first. Default 5.</param>
public sealed record MedianRule(int Trials = 5)
{
    /// <summary>The median that a trial's best value must not exceed; null if too few trials have ended.</summary>
    /// <param name="ended">
    /// The values of each ended trial at the levels up to this one, to be minimized. A trial that diverged counts as the worst.
    /// </param>
    public double? Median(IEnumerable<IReadOnlyList<double>> ended)
    {
        double[] means = [.. ended.Select(Mean).Order()];
        if (means.Length < Math.Max(1, Trials)) { return null; }
        var middle = means.Length / 2;
        return means.Length % 2 == 1 || means[middle].Equals(means[middle - 1]) ? means[middle] : (means[middle - 1] + means[middle]) / 2;
    }

    /// <summary>Whether a trial stops.</summary>
    /// <param name="values">Its values so far.</param>
    public static bool Stops(IEnumerable<double> values, double median) =>
        values.Where(double.IsFinite).DefaultIfEmpty(double.PositiveInfinity).Min() > median;

    private static double Mean(IReadOnlyList<double> values) =>
        values.All(double.IsFinite) && values.Count > 0 ? values.Average() : double.PositiveInfinity;
}
