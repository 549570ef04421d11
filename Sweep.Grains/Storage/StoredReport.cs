using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>What became of a report.</summary>
/// <param name="Decision">What the trial's slot has to do: Stop if the attempt is over, and nothing was stored.</param>
/// <param name="IsJudged">Whether the trial has passed a level at which its search judges it.</param>
internal readonly record struct StoredReport(TrialDecision Decision, bool IsJudged)
{
    /// <summary>The attempt is over.</summary>
    public static StoredReport Refused { get; } = new(TrialDecision.Stop, IsJudged: false);
}
