using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Writes the plan of early stopping as one sentence, and its warning.</summary>
internal static class StopPlanText
{
    public static string Of(StopPlan plan, SweepCheck check)
    {
        var text = plan.Expected is { } expected
            ? Invariant($"{Rungs(plan)}: {expected:n0} {plan.Resource} at the expected shares, {Share(plan)} of the {plan.InFull:n0} in full")
            : Invariant($"at most {plan.InFull:n0} {plan.Resource}; how many trials end early depends on their results");
        var kept = plan.KeepsCheckpoints && check.CheckpointBytes is { } bytes
            ? $"; trials that are held keep their newest checkpoint, at most {Numbers.Megabytes(bytes)} MB together"
            : "";
        return $"stopped early by {plan.Rule}: {text}{kept}";
    }

    /// <summary>Says that early ranks may lie; null if trials are compared late enough.</summary>
    public static string? Warning(StopPlan plan) => plan.IsEarly
        ? Invariant($"early ranks may lie: trials are compared after {plan.First:n0} of {plan.Total:n0} {plan.Resource}, less than a tenth; ")
            + "see docs/search.md"
        : null;

    private static string Rungs(StopPlan plan) => string.Join(
        ", ",
        plan.Rungs.Select((rung, index) => index == 0
            ? Invariant($"{rung.Trials:n0} trials train to {rung.Level:n0} {plan.Resource}")
            : Invariant($"{rung.Trials:n0} to {rung.Level:n0}")));

    private static string Share(StopPlan plan) => Numbers.Percent((double)plan.Expected! / plan.InFull);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
