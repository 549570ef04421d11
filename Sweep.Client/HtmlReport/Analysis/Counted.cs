using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>Which trials say something about hyperparameters: those that were trained to their end, and have a number to show.</summary>
internal static class Counted
{
    public static bool Is(TrialSummary trial) => trial is { Status: TrialStatus.Completed, Best: { } best } && double.IsFinite(best.Value);

    /// <summary>The best objective of a trial for which <see cref="Is"/> holds.</summary>
    public static double Value(TrialSummary trial) => trial.Best!.Value.Value;

    /// <summary>The hyperparameters of several values, with these in the grid's order; <c>seed</c> last where there are several.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Axes(SweepSummary sweep)
    {
        var axes = sweep.Spec.Axes.Where(axis => axis.Values.Length > 1).Select(axis => (axis.Name, (IReadOnlyList<string>)axis.Values)).ToList();
        if (sweep.Spec.Seeds.Length > 1)
        {
            axes.Add(("seed", [.. sweep.Spec.Seeds.Select(seed => seed.ToString(System.Globalization.CultureInfo.InvariantCulture))]));
        }

        return axes;
    }
}
