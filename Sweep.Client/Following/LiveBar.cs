using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// Draws the overall progress bar: how much is done, how fast, and the time left; at the end, how long it took and the best.
/// </summary>
internal static class LiveBar
{
    private const int WidestBar = 40;
    private const int NarrowestBar = 5;

    /// <param name="hasBlocks">Whether the terminal can show block characters.</param>
    public static string Text(FollowSnapshot snapshot, int width, bool hasBlocks)
    {
        var done = snapshot.Trials.Count(trial => trial.Status.IsFinal());
        if (snapshot.Sweep.FinishedAt is { } end) { return $"{done}/{Total(snapshot)}, {Ended(snapshot, end)}"; }
        var schema = snapshot.Sweep.Spec.Schema;
        var rate = snapshot.Trials.Select(trial => TimeLeft.Rate(schema, trial)).OfType<double>().DefaultIfEmpty().Sum();
        var left = TimeLeft.Of(snapshot.Sweep.Spec, snapshot.Trials, snapshot.Sweep.TrialsToCome, snapshot.Slots);
        var text = $" {done}/{Total(snapshot)}, {Numbers.Rate(rate)} steps/s, {Numbers.Duration(left)} left";
        var room = Math.Min(WidestBar, width - text.Length - 3);
        var share = TimeLeft.Share(snapshot.Sweep.Spec, snapshot.Trials, snapshot.Sweep.TrialsToCome);
        return room < NarrowestBar ? text.Trim() : Bar(share, room, hasBlocks) + text;
    }

    /// <summary><c>0:52 in all, best val/loss 3.971 by trial 3</c>.</summary>
    private static string Ended(FollowSnapshot snapshot, DateTimeOffset end)
    {
        var objective = snapshot.Sweep.Spec.Objective;
        var best = snapshot.Trials.Where(trial => trial.Best is not null)
            .OrderBy(trial => trial.Best!.Value.Value * (objective.Goal is Goal.Minimize ? 1 : -1))
            .FirstOrDefault();
        var winner = best is null ? "" : $", best {objective.Metric} {Numbers.Metric(best.Best?.Value)} by trial {best.Id.Number}";
        return $"{Numbers.Duration(end - snapshot.Sweep.CreatedAt)} in all{winner}";
    }

    /// <summary>All trials of a grid; of a search, those that there are and the most that there may be.</summary>
    private static string Total(FollowSnapshot snapshot) => snapshot.Sweep.TrialsToCome switch
    {
        0 => Numbers.Count(snapshot.Trials.Count, "trial"),
        { } more => $"{Numbers.Count(snapshot.Trials.Count, "trial")} of at most {Numbers.Count(snapshot.Trials.Count + more)}",
        null => $"{Numbers.Count(snapshot.Trials.Count, "trial")} so far",
    };

    private static string Bar(double share, int room, bool hasBlocks)
    {
        var filled = (int)Math.Floor(share * room);
        var (done, open) = hasBlocks ? ('█', '░') : ('#', '-');
        return $"[{new string(done, filled)}{new string(open, room - filled)}]";
    }
}
