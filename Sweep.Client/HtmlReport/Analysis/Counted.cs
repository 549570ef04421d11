using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>
/// Selects the trials that say something about hyperparameters: they were trained to their end, and their objective is a finite number.
/// </summary>
internal static class Counted
{
    public static bool Is(TrialSummary trial) => trial is { Status: TrialStatus.Completed, Best: { } best } && double.IsFinite(best.Value);

    /// <summary>The best objective of a trial for which <see cref="Is"/> holds.</summary>
    public static double Value(TrialSummary trial) => trial.Best!.Value.Value;

    /// <summary>
    /// The hyperparameters that have several values, with those values in the grid's order; <c>seed</c> comes last if there are several
    /// seeds.
    /// </summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Axes(SweepSummary sweep)
    {
        var axes = sweep.Spec.Axes.Where(axis => axis.Values.Length > 1)
            .Select(axis => (axis.Name, (IReadOnlyList<string>)axis.Values)).ToList();
        if (sweep.Spec.Seeds.Length > 1)
        {
            axes.Add(("seed", [.. sweep.Spec.Seeds.Select(seed => seed.ToString(System.Globalization.CultureInfo.InvariantCulture))]));
        }

        return axes;
    }
}
