using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// How much of the resource the trials of a sweep still train if they are held at levels: as many as the rule's share pass each level, and
/// at least those that are on their way to it.
/// </summary>
internal static class ExpectedLevels
{
    /// <param name="toCome">How many trials a search may still propose.</param>
    public static double Left(SweepSpec spec, IReadOnlyCollection<TrialSummary> trials, int toCome)
    {
        var (stop, resource) = (spec.Stop!, spec.Schema.Resource);
        List<TrialSummary> open = [.. trials.Where(trial => !trial.Status.IsFinal())];
        var (expected, before, left) = ((double)(trials.Count + toCome), 0L, 0.0);
        foreach (var level in stop.Rungs)
        {
            var passed = trials.Count(trial => trial.Reached(resource) >= level);
            var coming = open.Where(trial => Target(stop, trial) >= level && trial.Reached(resource) < level).ToList();
            left += coming.Sum(trial => level - Math.Max(before, trial.Reached(resource)));

            // Those that are expected beyond are held below, or do not exist yet. What has ended below never comes.
            var others = open.Count(trial => trial.Reached(resource) < level) + toCome - coming.Count;
            left += Math.Clamp(expected - passed - coming.Count, 0, Math.Max(0, others)) * (level - before);
            expected = Math.Floor(Math.Max(expected, passed + coming.Count) / stop.Factor);
            before = level;
        }

        return left;
    }

    /// <summary>The level to which a trial is on its way; 0 if it waits for its promotion, or for its begin.</summary>
    private static long Target(StopSpec stop, TrialSummary trial) =>
        trial.Status is TrialStatus.Held ? 0 : trial.Until ?? stop.Rungs[^1];
}
