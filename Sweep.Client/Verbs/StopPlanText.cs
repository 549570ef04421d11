using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Writes the plan of early stopping as one sentence, and its warnings.</summary>
internal static class StopPlanText
{
    public static string Of(StopPlan plan, SweepCheck check)
    {
        var text = plan.Expected is { } expected
            ? Invariant($"{Rungs(plan)}: {expected:n0} {plan.Resource} at the expected shares, ")
                + Invariant($"{Numbers.Percent((double)expected / plan.InFull)} of the {plan.InFull:n0} in full")
            : Invariant($"at most {plan.InFull:n0} {plan.Resource}; how many trials end early depends on their results");
        // The plan of a search has the bytes already.
        var bytes = check is { Search: null, CheckpointBytes: { } all } ? $", at most {Numbers.Megabytes(all)} MB together" : "";
        var kept = plan.KeepsCheckpoints ? $"; trials that are held keep their newest checkpoint{bytes}" : "";
        return $"stopped early by {plan.Rule}: {text}{kept}";
    }

    /// <summary>Says that early ranks may lie, and that the trials are too few for their rungs.</summary>
    public static IEnumerable<string> Warnings(StopPlan plan)
    {
        if (plan.IsEarly)
        {
            yield return Invariant($"early ranks may lie: trials are compared after {plan.First:n0} of {plan.Total:n0} {plan.Resource}, ")
                + "less than a tenth; see docs/search.md";
        }

        if (plan.Rungs is [{ Trials: var all }, .., { Trials: 0 }])
        {
            yield return Invariant($"{all:n0} trials are too few for {plan.Rungs.Length} rungs: none may reach {plan.Total:n0} ")
                + $"{plan.Resource}; take more trials, fewer rungs or a smaller factor";
        }
    }

    private static string Rungs(StopPlan plan) => string.Join(
        ", ",
        plan.Rungs.Select((rung, index) => index == 0
            ? Invariant($"{rung.Trials:n0} trials train to {rung.Level:n0} {plan.Resource}")
            : Invariant($"{rung.Trials:n0} to {rung.Level:n0}")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
