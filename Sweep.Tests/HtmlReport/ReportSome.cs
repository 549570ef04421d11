using Sweep.Client.HtmlReport;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.HtmlReport;

/// <summary>Sweeps of which a test says the grid and what each trial reached.</summary>
internal static class ReportSome
{
    public static SweepSpec Spec(int[] seeds, params (string Name, string[] Values)[] axes) => new(
        "sizes", "sample", Language.Objective, [.. seeds], new LanguageModelParameters { Epochs = 10 },
        [.. axes.Select(axis => new GridAxis(axis.Name, [.. axis.Values]))], LanguageModelParameters.Schema);

    /// <summary>A sweep whose trials reached these values, in the grid's order; NaN diverged, null has not begun.</summary>
    public static (SweepSummary Sweep, IReadOnlyList<TrialSummary> Ranked) Sweep(SweepSpec spec, params double?[] reached)
    {
        List<TrialSummary> trials = [.. GridExpansion.Cells(spec).Zip(reached, Trial)];
        var ranked = trials.OrderBy(trial => trial.Status is TrialStatus.Diverged)
            .ThenBy(trial => trial.Best?.Value ?? double.MaxValue).ToList();
        return (Some.Sweep(SweepStatus.Completed, trials) with { Spec = spec }, ranked);
    }

    public static ReportFacts Facts(SweepSpec spec, params double?[] reached)
    {
        var (sweep, ranked) = Sweep(spec, reached);
        return Facts(sweep, ranked);
    }

    public static ReportFacts Facts(SweepSummary sweep, IReadOnlyList<TrialSummary> ranked, IReadOnlyList<TrialSeries>? series = null) =>
        new(
            sweep, ranked, series ?? [], [], [], null, Winner.Missing("No model here."),
            new(Some.Noon, "1.2.3", ".NET 10", "Debian", "report sizes"));

    private static TrialSummary Trial(TrialCell cell, double? reached)
    {
        var status = reached switch { null => TrialStatus.Pending, double.NaN => TrialStatus.Diverged, _ => TrialStatus.Completed };
        MetricPoint? best = status is TrialStatus.Completed ? new MetricPoint("val/loss", 90, reached!.Value) : null;
        return Some.Trial(cell.Number, status) with
        {
            Hyperparameters = cell.Hyperparameters,
            Seed = cell.Seed,
            Best = best,
            Last = best,
            Seconds = 12.5,
        };
    }
}
