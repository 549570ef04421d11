using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>What a sweep had found after each trial that ended, and what it had spent by then.</summary>
/// <param name="Trial">The trial that ended.</param>
/// <param name="Steps">The steps of all trials that had ended.</param>
/// <param name="Seconds">Their slot time.</param>
/// <param name="Value">The trial's objective; null if it has none that counts.</param>
/// <param name="Best">The best objective so far; null as long as there is none.</param>
internal sealed record BestSoFar(TrialSummary Trial, long Steps, double Seconds, double? Value, double? Best)
{
    /// <summary>Whether this trial is better than all that ended before it.</summary>
    public bool IsBetter { get; private init; }

    /// <summary>The trials in the order in which they ended.</summary>
    public static IReadOnlyList<BestSoFar> Of(Goal goal, IEnumerable<TrialSummary> trials)
    {
        var points = new List<BestSoFar>();
        var last = new BestSoFar(null!, 0, 0, null, null);
        var ended = trials.Where(trial => trial.Status.IsFinal());
        foreach (var trial in ended.OrderBy(trial => trial.FinishedAt).ThenBy(trial => trial.Id.Number))
        {
            double? value = Counted.Is(trial) ? Counted.Value(trial) : null;
            var isBetter = value is not null && (last.Best is null || (goal is Goal.Minimize ? value < last.Best : value > last.Best));
            last = new(trial, last.Steps + trial.Step, last.Seconds + trial.Seconds, value, isBetter ? value : last.Best)
            {
                IsBetter = isBetter,
            };
            points.Add(last);
        }

        return points;
    }
}
