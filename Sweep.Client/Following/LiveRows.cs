using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>Chooses the trials that the live table shows if there is no room for all.</summary>
internal static class LiveRows
{
    /// <summary>
    /// Chooses running trials first, then those that ended last, then those that come next. Returns them in order of their numbers, so that
    /// no row jumps.
    /// </summary>
    public static IReadOnlyList<TrialSummary> Choose(IReadOnlyList<TrialSummary> trials, int most) => trials.Count <= most
        ? trials
        : [.. trials.OrderBy(Importance).ThenByDescending(trial => trial.FinishedAt).ThenBy(trial => trial.Id.Number)
            .Take(most)
            .OrderBy(trial => trial.Id.Number)];

    private static int Importance(TrialSummary trial) => trial.Status switch
    {
        TrialStatus.Running => 0,
        var status when status.IsFinal() => 1,
        _ => 2,
    };
}
