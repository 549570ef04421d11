using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>Formats a trial's facts as short texts for people.</summary>
internal static class TrialText
{
    private const int MostNamed = 20;

    public static string Varied(TrialSummary trial, string name) => name == "seed"
        ? trial.Seed.ToString(CultureInfo.InvariantCulture)
        : trial.Hyperparameters.Text(name);

    /// <summary><c>rnn_size 128, learning_rate 0.1</c>; empty if nothing varies.</summary>
    public static string Varied(SweepSummary sweep, TrialSummary trial) =>
        string.Join(", ", sweep.VariedNames.Select(name => $"{name} {Varied(trial, name)}"));

    public static double? Latest(TrialSummary trial, string metric) => trial.Latest.TryGetValue(metric, out var value) ? value : null;

    /// <summary><c>3/10</c>: finished epochs, and all epochs.</summary>
    public static string Epoch(TrialSummary trial) =>
        string.Create(CultureInfo.InvariantCulture, $"{Latest(trial, KnownMetrics.Epoch) ?? 0:0}/{trial.Hyperparameters["epochs"]}");

    /// <summary>The kinds of processors that trained it, in the order of its attempts.</summary>
    public static string Processors(TrialSummary trial) => trial.Processors switch
    {
        [] => "–",
        [var one] => one,
        var kinds => $"{kinds.Length} kinds, so a repetition may differ: {string.Join(", ", kinds)}",
    };

    /// <summary>Names the trials that processors of several kinds trained; null if each was trained on one kind.</summary>
    public static string? Mixed(IEnumerable<TrialSummary> trials)
    {
        List<int> numbers = [.. trials.Where(trial => trial.IsMixed).Select(trial => trial.Id.Number)];
        if (numbers.Count == 0) { return null; }
        var rest = numbers.Count > MostNamed ? $" and {Numbers.Count(numbers.Count - MostNamed)} more" : "";
        return "Processors of more than one kind trained these trials, so a repetition may differ in the last bits: "
            + $"{string.Join(", ", numbers.Take(MostNamed).Select(number => Numbers.Count(number)))}{rest}.";
    }

    /// <summary>
    /// The perplexity of the trial at its best: exact if the objective is held-out loss or perplexity, otherwise the newest value.
    /// </summary>
    public static double? BestPerplexity(TrialSummary trial) => trial.Best switch
    {
        { Metric: KnownMetrics.ValidationLoss } best => Math.Exp(best.Value),
        { Metric: KnownMetrics.ValidationPerplexity } best => best.Value,
        _ => Latest(trial, KnownMetrics.ValidationPerplexity),
    };
}
