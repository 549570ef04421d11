using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>Formats a trial's facts as short texts for people.</summary>
internal static class TrialText
{
    private const int MostNamed = 20;

    /// <summary>A hyperparameter, or the seed; null if the trial lacks it, because it depends on another choice.</summary>
    public static string? Varied(SweepSummary sweep, TrialSummary trial, string name) => name == SweepSummary.SeedName
        ? trial.Seed.ToString(CultureInfo.InvariantCulture)
        : sweep.Spec.Has(trial.Hyperparameters, name) ? trial.Hyperparameters.Text(name) : null;

    /// <summary>The same in a table.</summary>
    public static string Cell(SweepSummary sweep, TrialSummary trial, string name) => Varied(sweep, trial, name) ?? "–";

    /// <summary><c>rnn_size 128, learning_rate 0.1</c>; empty if nothing varies.</summary>
    public static string Varied(SweepSummary sweep, TrialSummary trial) => Varied(sweep, trial, sweep.VariedNames);

    /// <summary>The same of some hyperparameters.</summary>
    public static string Varied(SweepSummary sweep, TrialSummary trial, IEnumerable<string> names) => string.Join(
        ", ", from name in names let value = Varied(sweep, trial, name) where value is not null select $"{name} {value}");

    public static double? Latest(TrialSummary trial, string metric) => trial.Latest.TryGetValue(metric, out var value) ? value : null;

    /// <summary><c>3/10</c>: how much of the resource a trial has done, and the total if it is known.</summary>
    public static string Progress(ResourceDefinition resource, TrialSummary trial) =>
        $"{trial.Reached(resource).ToString("0", CultureInfo.InvariantCulture)}{OfTotal(resource, trial)}";

    /// <summary><c>/10</c>: the total of the resource; empty if it is open.</summary>
    public static string OfTotal(ResourceDefinition resource, TrialSummary trial) =>
        Total(resource, trial) is { } number ? string.Create(CultureInfo.InvariantCulture, $"/{number}") : "";

    /// <summary>The total of the resource; null if it is open.</summary>
    public static long? Total(ResourceDefinition resource, TrialSummary trial) =>
        resource.Total(trial.Hyperparameters) ?? (resource.IsStep && trial.TotalSteps > 0 ? trial.TotalSteps : null);

    /// <summary><c>Held at epoch 9 of 54</c>: the status, with what it has reached if early stopping holds or has ended it.</summary>
    public static string Status(ResourceDefinition resource, TrialSummary trial)
    {
        if (!trial.IsStopped) { return trial.Status.ToString(); }
        var total = Total(resource, trial) is { } number ? $" of {Numbers.Count(number)}" : "";
        return $"{trial.Status} at {resource.Name} {Numbers.Count((long)trial.Reached(resource))}{total}";
    }

    /// <summary><c>held at epoch 9 of 54</c>: the same inside a sentence.</summary>
    public static string StatusWords(ResourceDefinition resource, TrialSummary trial)
    {
        var status = Status(resource, trial);
        return $"{char.ToLowerInvariant(status[0])}{status[1..]}";
    }

    /// <summary>A metric's value, as lines show it.</summary>
    public static string Value(MetricDefinition metric, double? value) => metric switch
    {
        { Interval: MetricInterval.Rate } => Numbers.Rate(value),
        { ExponentialOf: not null } => Numbers.Perplexity(value),
        _ => Numbers.Metric(value),
    };

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
    /// The trial's value at its best of a metric that is an exponential, such as a perplexity: exact if the objective is the metric or its
    /// logarithm, otherwise the newest value.
    /// </summary>
    public static double? BestExponential(MetricDefinition metric, TrialSummary trial) => trial.Best switch
    {
        { } best when best.Metric == metric.ExponentialOf => Math.Exp(best.Value),
        { } best when best.Metric == metric.Name => best.Value,
        _ => Latest(trial, metric.Name),
    };
}
