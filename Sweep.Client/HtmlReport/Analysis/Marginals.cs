using Sweep.Client.Tables;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>Computes the objective for each value of each hyperparameter, over all values of the others.</summary>
internal static class Marginals
{
    public static IReadOnlyList<AxisEffect> Of(SweepSummary sweep, IReadOnlyList<TrialSummary> trials) =>
    [
        .. Counted.Axes(sweep).Select(axis => new AxisEffect(
            axis.Name,
            [.. axis.Values.Select(value => Effect(value, trials.Where(trial => TrialText.Varied(sweep, trial, axis.Name) == value)))])),
    ];

    /// <summary>The sample standard deviation; null for fewer than two numbers.</summary>
    public static double? Deviation(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2) { return null; }
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private static ValueEffect Effect(string value, IEnumerable<TrialSummary> trials)
    {
        var all = trials.ToList();
        List<MeasuredTrial> measured = [.. all.Where(Counted.Is).Select(trial => new MeasuredTrial(trial.Id.Number, Counted.Value(trial)))];
        double[] values = [.. measured.Select(trial => trial.Value)];
        return new(
            value,
            measured,
            all.Count(trial => trial.Status is TrialStatus.Diverged),
            all.Count(trial => trial.Status is TrialStatus.Failed),
            values.Length > 0 ? values.Average() : null,
            Deviation(values));
    }
}

/// <param name="Name">The hyperparameter's name, or <c>seed</c>.</param>
internal sealed record AxisEffect(string Name, IReadOnlyList<ValueEffect> Values);

/// <param name="Trials">The trials that count: completed, with a finite objective.</param>
/// <param name="Mean">Mean of their best objectives; null if no trial counts.</param>
/// <param name="Deviation">Sample standard deviation; null for fewer than two trials.</param>
internal sealed record ValueEffect(
    string Value, IReadOnlyList<MeasuredTrial> Trials, int Diverged, int Failed, double? Mean, double? Deviation);

/// <param name="Number">The trial's number.</param>
/// <param name="Value">Its best objective.</param>
internal readonly record struct MeasuredTrial(int Number, double Value);
