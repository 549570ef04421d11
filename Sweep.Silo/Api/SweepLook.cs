using Sweep.Client.Following;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>The state of a sweep at one time.</summary>
/// <param name="Trials">All trials, in order of their numbers.</param>
internal sealed record SweepLook(SweepSummary Sweep, IReadOnlyList<TrialSummary> Trials)
{
    /// <summary>The best trial so far; null if none has a value.</summary>
    public TrialSummary? Best { get; } = Trials
        .Where(trial => trial is { Best: not null, Status: not (TrialStatus.Failed or TrialStatus.Diverged) })
        .OrderBy(trial => Sweep.Spec.Objective.Goal is Goal.Maximize ? -Counted.Value(trial) : Counted.Value(trial))
        .FirstOrDefault();

    /// <summary>The share of the sweep that is done, from 0 to 1.</summary>
    public double Progress => TimeLeft.Share(Sweep.Spec, Trials, Sweep.TrialsToCome);

    /// <summary>How long it still takes; null if that is not known, or if the sweep does not run.</summary>
    public TimeSpan? Left =>
        Sweep.Status is SweepStatus.Running ? TimeLeft.Of(Sweep.Spec, Trials, Sweep.TrialsToCome, slots: null) : null;

    /// <summary>The silos that train it now.</summary>
    public IEnumerable<string> Silos => Trials.Where(trial => trial.Status is TrialStatus.Running).Select(trial => trial.Silo)
        .OfType<string>().Distinct().Order(StringComparer.Ordinal);
}
