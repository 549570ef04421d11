using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Writes the plan of a search as one sentence.</summary>
internal static class SearchPlanText
{
    public static string Of(SearchPlan plan, SweepCheck check)
    {
        var parts = new List<string>
        {
            plan.MostTrials is { } most ? Invariant($"at most {most:n0} trials") : "trials until its budget or its patience ends",
        };
        parts[0] += Invariant($" over {plan.Hyperparameters} hyperparameters, chosen by {plan.Sampler}");
        if (plan.IsRepeatable)
        {
            parts.Add(plan.Lag is { } lag ? Invariant($"repeatable with lag {lag:n0}") : "repeatable; the lag is the number of slots");
        }

        if (plan.ResourcePerTrial is { } each)
        {
            var all = check.Stop is null ? "total" : "full";
            var total = plan.MostTrials is { } trials ? Invariant($"{each * trials:n0} {plan.Resource} in {all}") : "";
            parts.Add(total.Length > 0 ? total : Invariant($"{each:n0} {plan.Resource} per trial"));
            parts.Add(plan.Combinations is { } cells
                ? $"the full grid has {Short((double)cells)} combinations and {Short((double)cells * each)} {plan.Resource}"
                : "the space has no full grid, because a hyperparameter is any number of a range");
        }

        if (check.Steps is { } steps) { parts.Add(Invariant($"about {steps:n0} steps{(check.Stop is null ? "" : " in full")}")); }
        if (plan.CheckpointBytes is { } bytes && check.CheckpointBytes is { } together)
        {
            parts.Add($"a checkpoint has about {Numbers.Megabytes(bytes)} MB, one of every trial {Numbers.Megabytes(together)} MB");
        }

        parts.Add(plan.SlotTime is { } time
            ? $"about {Numbers.Duration(time)} on one slot, by the speed of earlier trials"
            : "no estimate of time, because no trial of this kind has been trained here");
        return string.Join("; ", parts);
    }

    private static string Short(double number) => number < 1e6 ? Invariant($"{number:n0}") : Invariant($"{number:0.0e+0}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
