using Sweep.Client.Tables;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// Estimates how long a trial and its sweep still take, from the remaining steps and the current speed. Null while the speed is unknown.
/// </summary>
internal static class TimeLeft
{
    /// <summary>
    /// Steps per second of a running trial; null before its first measurement. If the trainable does not report them, the mean over all
    /// attempts.
    /// </summary>
    public static double? Rate(TrainableSchema schema, TrialSummary trial) =>
        trial.Status is TrialStatus.Running
            && (schema.Speed is { } speed ? TrialText.Latest(trial, speed.Name) : trial.Step / trial.Seconds) is { } rate
            && double.IsFinite(rate) && rate > 0
            ? rate
            : null;

    public static TimeSpan? Of(TrainableSchema schema, TrialSummary trial) =>
        Rate(schema, trial) is { } rate && trial.TotalSteps > 0 ? Span(Math.Max(0, End(schema, trial) - trial.Step) / rate) : null;

    /// <summary>
    /// Estimates the time for the whole sweep: the remaining steps at the mean speed of the running trials times the number of slots that
    /// have work, but at least the time of the slowest running trial. A trial that has not begun counts as long as the mean of those that
    /// have. If trials are held at levels, what early stopping is expected to save does not count.
    /// </summary>
    /// <param name="toCome">How many trials a search may still propose; null if that is open, so that the time is, too.</param>
    /// <param name="slots">Null means as many slots as trials that run now.</param>
    public static TimeSpan? Of(SweepSpec spec, IReadOnlyCollection<TrialSummary> trials, int? toCome, int? slots)
    {
        var schema = spec.Schema;
        if (toCome is not { } more) { return null; }
        var unfinished = trials.Where(trial => !trial.Status.IsFinal()).ToList();
        var rates = unfinished.Select(trial => Rate(schema, trial)).OfType<double>().ToList();
        if (unfinished.Count + more == 0 || rates.Count == 0)
        {
            return unfinished.Count + more == 0 ? TimeSpan.Zero : null;
        }

        var mean = MeanSteps(trials);
        var steps = spec.Stop is { Holds: true } stop
            ? ExpectedLevels.Left(spec, trials, more) * mean / stop.Rungs[^1]
            : more * mean + unfinished.Sum(trial => Math.Max(0, (trial.TotalSteps > 0 ? trial.TotalSteps : mean) - trial.Step));
        var busy = Math.Min(slots ?? rates.Count, unfinished.Count + more);
        var all = Span(steps / (rates.Average() * Math.Max(1, busy)));
        var slowest = unfinished.Select(trial => Of(schema, trial)).OfType<TimeSpan>().DefaultIfEmpty().Max();
        return all > slowest ? all : slowest;
    }

    /// <summary>The share of all steps that is done, from 0 to 1. A final trial counts fully, even if it ended early.</summary>
    /// <param name="toCome">How many trials a search may still propose; null if that is open.</param>
    public static double Share(SweepSpec spec, IReadOnlyCollection<TrialSummary> trials, int? toCome)
    {
        if (trials.Count == 0) { return 0; }
        if (spec.Stop is not { Holds: true }) { return trials.Sum(ShareOf) / (trials.Count + (toCome ?? 0)); }
        var (done, left) = (trials.Sum(trial => trial.Reached(spec.Schema.Resource)), ExpectedLevels.Left(spec, trials, toCome ?? 0));
        return left > 0 ? done / (done + left) : 1;
    }

    /// <summary>The step at which its attempt ends.</summary>
    private static double End(TrainableSchema schema, TrialSummary trial) =>
        trial.Until is > 0 and var level && schema.Resource.Total(trial.Hyperparameters) is > 0 and var total
            ? (double)trial.TotalSteps * level / total
            : trial.TotalSteps;

    private static double ShareOf(TrialSummary trial) => trial switch
    {
        { Status: var status } when status.IsFinal() => 1,
        { TotalSteps: > 0 } => Math.Min(1, (double)trial.Step / trial.TotalSteps),
        _ => 0,
    };

    private static double MeanSteps(IEnumerable<TrialSummary> trials) =>
        trials.Where(trial => trial.TotalSteps > 0).Select(trial => (double)trial.TotalSteps).DefaultIfEmpty().Average();

    // The limit keeps a very slow trial from overflowing the time span.
    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, 36_525.0 * 86_400));
}
