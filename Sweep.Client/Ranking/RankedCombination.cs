using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Ranking;

/// <summary>A combination of a sweep with several seeds: what its trials reached, each with its own seed.</summary>
/// <param name="Trials">Its trials, at least one, the best first; diverged and failed ones last.</param>
/// <param name="Seeds">The number of seeds with which it is trained.</param>
/// <param name="Mean">The mean of the objective's best values over the seeds that have one; null if no seed has one.</param>
/// <param name="Deviation">The sample standard deviation of these values; null if there are fewer than two.</param>
internal sealed record RankedCombination(IReadOnlyList<TrialSummary> Trials, int Seeds, double? Mean, double? Deviation)
{
    /// <summary>The best of its trials.</summary>
    public TrialSummary Best => Trials[0];

    /// <summary>The number of seeds that <see cref="Mean"/> is about.</summary>
    public int Measured => Trials.Count(HasValue);

    /// <summary>Whether each of its seeds has a value.</summary>
    public bool IsWhole => Measured >= Seeds;

    /// <summary>Its place among the others before the mean decides: whole ones, those that lack a seed, those that lost one.</summary>
    public int Group => Mean is null ? 3 : Trials.Any(IsLost) ? 2 : IsWhole ? 0 : 1;

    /// <summary>Whether the trial's best value counts: it is a number, and the trial has neither diverged nor failed.</summary>
    public static bool HasValue(TrialSummary trial) => trial.Best is { } best && double.IsFinite(best.Value) && !IsLost(trial);

    private static bool IsLost(TrialSummary trial) => trial.Status is TrialStatus.Diverged or TrialStatus.Failed;
}
