using Sweep.Client.Tables;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>How long a trial and its sweep still take, from the steps that remain and the speed now. Null while nothing is known.</summary>
internal static class TimeLeft
{
    /// <summary>Steps a second of a trial that trains; null before its first measurement.</summary>
    public static double? Rate(TrialSummary trial) =>
        trial.Status is TrialStatus.Running && TrialText.Latest(trial, "perf/steps_per_second") is { } rate && double.IsFinite(rate) && rate > 0
            ? rate
            : null;

    public static TimeSpan? Of(TrialSummary trial) =>
        Rate(trial) is { } rate && trial.TotalSteps > 0 ? Span(Math.Max(0, trial.TotalSteps - trial.Step) / rate) : null;

    /// <summary>
    /// Of the whole sweep: the remaining steps at the mean speed of the running trials times the slots that have work, but no less than its
    /// slowest running trial takes. A trial that has not begun counts as long as the mean of those that have.
    /// </summary>
    /// <param name="slots">Null: as many as trials run now.</param>
    public static TimeSpan? Of(IReadOnlyCollection<TrialSummary> trials, int? slots)
    {
        var unfinished = trials.Where(trial => !trial.Status.IsFinal()).ToList();
        var rates = unfinished.Select(Rate).OfType<double>().ToList();
        if (unfinished.Count == 0 || rates.Count == 0)
        {
            return unfinished.Count == 0 ? TimeSpan.Zero : null;
        }

        var mean = MeanSteps(trials);
        var steps = unfinished.Sum(trial => Math.Max(0, (trial.TotalSteps > 0 ? trial.TotalSteps : mean) - trial.Step));
        var busy = Math.Min(slots ?? rates.Count, unfinished.Count);
        var all = Span(steps / (rates.Average() * Math.Max(1, busy)));
        var slowest = unfinished.Select(Of).OfType<TimeSpan>().DefaultIfEmpty().Max();
        return all > slowest ? all : slowest;
    }

    /// <summary>The share of all steps that is done, from 0 to 1. A final trial counts whole, however early it ended.</summary>
    public static double Share(IReadOnlyCollection<TrialSummary> trials) => trials.Count == 0 ? 0 : trials.Average(trial => trial switch
    {
        { Status: var status } when status.IsFinal() => 1,
        { TotalSteps: > 0 } => Math.Min(1, (double)trial.Step / trial.TotalSteps),
        _ => 0,
    });

    private static double MeanSteps(IEnumerable<TrialSummary> trials) =>
        trials.Where(trial => trial.TotalSteps > 0).Select(trial => (double)trial.TotalSteps).DefaultIfEmpty().Average();

    // A crawling trial must not overflow; nobody waits a hundred years.
    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, 36_525.0 * 86_400));
}
