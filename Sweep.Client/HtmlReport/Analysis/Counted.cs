using System.Globalization;
using Sweep.Client.Ranking;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>
/// Selects the trials that say something about hyperparameters: they were trained to their end, and their objective is a finite number.
/// </summary>
internal static class Counted
{
    public static bool Is(TrialSummary trial) => CombinationRanking.IsComplete(trial);

    /// <summary>The best objective of a trial for which <see cref="Is"/> holds.</summary>
    public static double Value(TrialSummary trial) => trial.Best!.Value.Value;

    /// <summary>
    /// The hyperparameters that have several listed values in every trial, with those values in the file's order; <c>seed</c> comes last
    /// if there are several seeds.
    /// </summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Axes(SweepSummary sweep) =>
    [
        .. sweep.Spec.Axes.Select(axis => (axis.Name, (IReadOnlyList<string>)axis.Values))
            .Concat(
                from axis in sweep.Spec.Search?.Space ?? []
                where axis.WhenName is null
                select (axis.Name, (IReadOnlyList<string>)axis.Values))
            .Where(axis => axis.Item2.Count > 1),
        .. Seeds(sweep),
    ];

    /// <summary>The seeds as an axis; empty if there is one seed.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<string> Values)> Seeds(SweepSummary sweep) => sweep.Spec.Seeds.Length > 1
        ? [(SweepSummary.SeedName, [.. sweep.Spec.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))])]
        : [];
}
