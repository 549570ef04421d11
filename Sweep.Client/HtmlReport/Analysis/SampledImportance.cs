using MathNet.Numerics.Distributions;
using Sweep.Grains.Search;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>
/// How much each hyperparameter of a search matters: how differently the best tenth of its trials and all of its trials are distributed
/// (PED-ANOVA, Watanabe, Bansal and Hutter, IJCAI 2023). A hyperparameter with a condition is judged among the trials that have it.
/// </summary>
internal static class SampledImportance
{
    private const double BestShare = 0.1;
    private const int FewestTrials = 20;
    private const int Bins = 50;

    // So that a kernel lies with nine tenths of its mass in its own bin at least.
    private const double Narrowest = 0.5 / 1.64;

    /// <summary>The shares, the largest first. They add up to 1. If there are none, the second part says why.</summary>
    public static (IReadOnlyList<Share>? Found, string Lack) Of(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        var space = TrialSpace.Of(sweep.Spec);
        List<(Cell Cell, double Value)> measured =
        [
            .. from trial in trials
               where Counted.Is(trial)
               let value = Counted.Value(trial)
               select (space.CellOf(trial.Hyperparameters), sweep.Spec.Objective.Goal is Goal.Minimize ? value : -value),
        ];
        return Of(space.Space, measured);
    }

    /// <param name="measured">Cells and their values; smaller ones are better.</param>
    public static (IReadOnlyList<Share>? Found, string Lack) Of(SearchSpace space, IReadOnlyList<(Cell Cell, double Value)> measured)
    {
        if (measured.Count < FewestTrials) { return (null, $"it takes {FewestTrials} completed trials."); }
        double[] divergences = [.. Enumerable.Range(0, space.Length).Select(index => DivergenceOf(space.Dimensions[index].Domain, [
            .. from one in measured
               where !double.IsNaN(one.Cell.Point[index])
               select (one.Cell.Point[index], one.Value),
        ]))];
        return divergences.Sum() is > 0 and var sum
            ? ([.. space.Dimensions.Zip(divergences, (dimension, divergence) => new Share(dimension.Name, divergence / sum))
                .OrderByDescending(share => share.Part)], "")
            : (null, "all completed trials have the same objective.");
    }

    /// <summary>The Pearson divergence of the best from all.</summary>
    private static double DivergenceOf(Domain domain, List<(double Coordinate, double Value)> all)
    {
        if (all.Count < FewestTrials) { return 0; }
        var limit = all.Select(one => one.Value).Order().ElementAt((int)Math.Ceiling(BestShare * all.Count) - 1);
        double[] top = [.. all.Where(one => one.Value <= limit).Select(one => one.Coordinate)];

        // The prior counts as one of the best trials, and has the same share of all, so that equal distributions have equal densities.
        var prior = 1.0 / (top.Length + 1);
        var best = Density(domain, top, prior);
        var whole = Density(domain, [.. all.Select(one => one.Coordinate)], prior);
        return best.Zip(whole, (top, usual) => usual * (top / usual - 1) * (top / usual - 1)).Sum();
    }

    /// <summary>The probabilities of the values of a domain, or of equal parts of a range.</summary>
    private static double[] Density(Domain domain, double[] coordinates, double prior)
    {
        var levels = domain as DiscreteDomain;
        var length = levels?.Count <= Bins || domain.IsCategory ? (int)levels!.Count : Bins;
        var counts = new int[length];
        foreach (var coordinate in coordinates)
        {
            counts[length == levels?.Count ? (int)levels.LevelAt(coordinate) : Math.Min((int)(coordinate * length), length - 1)]++;
        }

        return domain.IsCategory
            ? [.. counts.Select(count => prior / length + (1 - prior) * count / coordinates.Length)]
            : Smooth(counts, coordinates.Length, prior);
    }

    /// <summary>A Parzen estimate with Scott's rule; its kernels are cut off at the ends.</summary>
    private static double[] Smooth(int[] counts, int count, double prior)
    {
        var width = Math.Max(Narrowest, 1.059 * SpreadOf(counts, count) * Math.Pow(count, -0.2));
        var density = new double[counts.Length];
        Add((counts.Length - 1) / 2.0, counts.Length, prior);
        for (var place = 0; place < counts.Length; place++)
        {
            if (counts[place] > 0) { Add(place, width, (1 - prior) * counts[place] / count); }
        }

        return density;

        void Add(double center, double deviation, double weight)
        {
            double[] below = [.. Enumerable.Range(0, counts.Length + 1).Select(edge => Normal.CDF(center, deviation, edge - 0.5))];
            var inside = below[^1] - below[0];
            for (var i = 0; i < density.Length; i++) { density[i] += weight * (below[i + 1] - below[i]) / inside; }
        }
    }

    /// <summary>The standard deviation, or what the quartiles say it is if that is less.</summary>
    private static double SpreadOf(int[] counts, int count)
    {
        double[] places = [.. counts.SelectMany((number, place) => Enumerable.Repeat((double)place, number))];
        var mean = places.Average();
        var deviation = Math.Sqrt(places.Sum(place => (place - mean) * (place - mean)) / Math.Max(1, count - 1));
        var quartiles = places[Math.Min(count - 1, count * 3 / 4)] - places[Math.Max(0, count / 4 - 1)];
        return Math.Min(quartiles / 1.34, deviation);
    }
}
