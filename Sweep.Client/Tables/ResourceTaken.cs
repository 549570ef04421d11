using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Tables;

/// <summary>What early stopping has saved so far.</summary>
/// <param name="Whole">The number of trials that were trained to their end.</param>
/// <param name="Held">The number of trials that are held.</param>
/// <param name="Pruned">The number of trials that were ended early.</param>
/// <param name="Taken">How much of the resource all of these have taken.</param>
/// <param name="InFull">How much they would have taken if each had been trained to its end.</param>
internal sealed record ResourceTaken(int Whole, int Held, int Pruned, double Taken, double InFull)
{
    /// <returns>Null if the sweep has no early stopping, or if no trial has come so far.</returns>
    public static ResourceTaken? Of(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        if (sweep.Spec.Stop is not { } stop) { return null; }
        var resource = sweep.Spec.Schema.Resource;
        List<TrialSummary> counted = [.. trials.Where(trial => trial.IsStopped || trial.Status is TrialStatus.Completed)];
        return counted.Count == 0 ? null : new(
            Count(TrialStatus.Completed),
            Count(TrialStatus.Held),
            Count(TrialStatus.Pruned),
            counted.Sum(trial => trial.Reached(resource)),
            counted.Sum(trial => TrialText.Total(resource, trial) ?? stop.Rungs[^1]));

        int Count(TrialStatus status) => counted.Count(trial => trial.Status == status);
    }

    /// <summary>One sentence.</summary>
    public string Describe(ResourceDefinition resource) =>
        $"{Numbers.Count(Whole, "trial")} trained to {(Whole == 1 ? "its" : "their")} end, {Numbers.Count(Pruned)} ended early"
        + (Held > 0 ? $", {Numbers.Count(Held)} {(Held == 1 ? "is" : "are")} held" : "")
        + $": they took {Numbers.Count((long)Taken)} of the {Numbers.Count((long)InFull)} {resource.Plural} that all would have taken "
        + $"({Numbers.Percent(Taken / InFull)}).";
}
