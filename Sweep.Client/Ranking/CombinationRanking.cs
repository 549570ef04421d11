using Sweep.Client.Claims;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Ranking;

/// <summary>
/// Ranks the combinations of a sweep with several seeds by the mean over their seeds. Those whose seeds all have a value come first, then
/// those that lack one, then those with a seed that diverged or failed, and last those without any value: a mean over the seeds that went
/// well would flatter a combination.
/// </summary>
internal static class CombinationRanking
{
    /// <summary>Whether the combinations of a sweep have several trials each, so that they are what is ranked.</summary>
    public static bool IsFor(SweepSummary sweep) => sweep.Spec.Seeds.Length > 1;

    /// <param name="ranked">All trials of the sweep, best first.</param>
    /// <returns>All combinations, best first; equals keep the order of their first trials.</returns>
    public static IReadOnlyList<RankedCombination> Of(SweepSummary sweep, IReadOnlyList<TrialSummary> ranked)
    {
        var places = ranked.Index().ToDictionary(trial => trial.Item.Id.Number, trial => trial.Index);
        var sign = sweep.Spec.Objective.Goal is Goal.Maximize ? -1 : 1;
        return
        [
            .. Combinations.Of(sweep, ranked)
                .Select(trials => Measured(sweep, [.. trials.OrderBy(trial => places[trial.Id.Number])]))
                .OrderBy(combination => combination.Group)
                .ThenBy(combination => sign * combination.Mean),
        ];
    }

    /// <summary>
    /// The winner: of the combinations in order, the first with a trial that was trained to its end has it as its best such trial. With
    /// one seed it is the first trial that was trained to its end.
    /// </summary>
    /// <param name="ranked">All trials of the sweep, best first.</param>
    /// <returns>Null if no trial was trained to its end with a finite value.</returns>
    public static TrialSummary? Winner(SweepSummary sweep, IReadOnlyList<TrialSummary> ranked) =>
        (IsFor(sweep) ? Of(sweep, ranked).SelectMany(combination => combination.Trials) : ranked).FirstOrDefault(IsComplete);

    /// <summary>Whether a trial was trained to its end, and has a finite value.</summary>
    public static bool IsComplete(TrialSummary trial) => trial.Status is TrialStatus.Completed && RankedCombination.HasValue(trial);

    private static RankedCombination Measured(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        List<double> values = [.. trials.Where(RankedCombination.HasValue).Select(trial => trial.Best!.Value.Value)];
        var statistics = SeedInterval.Of(values, isRatio: false);
        return new(trials, sweep.Spec.Seeds.Length, values.Count == 0 ? null : statistics.Mean, statistics.Spread);
    }
}
