using System.Globalization;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>Says in plain sentences why a search decided something.</summary>
/// <param name="spec">The sweep; reasons have its objective with the sign that makes it to be minimized.</param>
internal sealed class DecisionText(SweepSpec spec)
{
    private const int MostNamed = 4;
    private const double LeastNamed = 0.01;

    private readonly StopText _stop = new(spec);

    private Objective Objective => spec.Objective;

    /// <summary>One line: who decided what, and by which numbers.</summary>
    public string Summary(SearchDecision decision) => decision.Kind switch
    {
        DecisionKind.Propose => Proposal(decision) + Until(decision),
        DecisionKind.End => ReasonJson.Read<EndReason>(decision.Reason) is { } reason ? OfEnd(reason) : $"ended: {decision.Reason}",
        DecisionKind.Hold or DecisionKind.Promote or DecisionKind.Prune => _stop.Summary(decision),
        _ => ReasonJson.Read<ExtendReason>(decision.Reason) is { } reason ? OfExtension(reason) : $"extended: {decision.Reason}",
    };

    /// <summary>More lines: what it was compared with, and what mattered.</summary>
    public IEnumerable<string> Details(SearchDecision decision) =>
        decision.Kind is not DecisionKind.Propose ? _stop.Details(decision) : ReasonJson.Read<ProposalReason>(decision.Reason) switch
        {
            ImprovementReason gaussian => Details(gaussian),
            DensityReason parzen => Details(parzen),
            _ => [],
        };

    private static string Proposal(SearchDecision decision) =>
        ReasonJson.Read<ProposalReason>(decision.Reason) is { } reason ? OfProposal(reason) : decision.Reason;

    /// <summary>How far it trains before it is compared; empty if it trains to its end.</summary>
    private string Until(SearchDecision decision) =>
        spec.Stop is { Holds: true } stop && decision.Level is { } level && level < stop.Rungs[^1]
            ? $"; trains to {_stop.At(level)} first"
            : "";

    private static string OfProposal(ProposalReason reason) => reason switch
    {
        GivenReason given => Text($"tried first, as the file asks ({given.Index} of {given.Of})"),
        GridReason grid => Text($"the next of the grid ({grid.Index} of {grid.Of})"),
        DrawnReason { Start: { } start } => Text($"one of {start} at the start, before the model has enough results"),
        DrawnReason { Sampler: "halton" } => "the next point of the Halton sequence",
        DrawnReason => "drawn at random",
        UntriedReason => "drawn from the combinations that were not tried, because the sampler proposed tried ones only",
        DensityReason parzen => Text(
            $"proposed by tpe from {Results(parzen.Results)}: {Ratio(parzen)} times as dense among the good ones as among the others"),
        ImprovementReason gaussian => Text(
            $"proposed by gp from {Results(gaussian.Results)}: expected improvement {Improvement(gaussian.LogImprovement)}, ")
            + (Improvement(gaussian.RunnerUp) is var second && second == Improvement(gaussian.LogImprovement)
                ? "the next best as good" : $"the next best {second}"),
        SaidReason said => $"proposed by {said.Sampler}: {said.Text}",
        _ => reason.ToString(),
    };

    private static IEnumerable<string> Details(ImprovementReason reason)
    {
        yield return Knew(reason.Results, reason.Diverged, reason.Running);
        yield return Text($"It was compared with {reason.Candidates - 1} other combinations.");
        yield return "Expected improvement is in standard deviations of the "
            + (reason.IsLog ? "logarithm of the distance to the best, which fits better." : "objective.");
        yield return Text(
            $"On that scale the model expects {reason.Mean:0.###} ± {reason.Deviation:0.###} here, and the best is {reason.Best:0.###}.");
        if (reason.Noise is { } noise) { yield return Text($"Results of one combination differ by about ±{noise:0.###} there."); }
        var sum = reason.Weights.Values.Sum();
        var named = reason.Weights.OrderByDescending(weight => weight.Value).Take(MostNamed)
            .Where(weight => weight.Value >= LeastNamed * sum)
            .Select(weight => Text($"{weight.Key} {weight.Value / sum:0.00}"));
        yield return $"What matters in the model: {string.Join(", ", named)}.";
    }

    private IEnumerable<string> Details(DensityReason reason)
    {
        yield return Knew(reason.Results, reason.Diverged, reason.Running);
        var side = Objective.Goal is Goal.Minimize ? "up to" : "from";
        yield return Text($"{reason.Good} results count as good: {Objective.Metric} {side} {_stop.Number(reason.Threshold)}.");
        yield return Text($"It was compared with {reason.Candidates - 1} other combinations.");
    }

    private string OfEnd(EndReason reason) => reason switch
    {
        TrialsReason trials when trials.Trials < trials.Limit => Text(
            $"ended after {trials.Trials:n0} of {trials.Limit:n0} trials, because a combination with all seeds would be too many"),
        TrialsReason trials => Text($"ended after {trials.Trials:n0} trials"),
        FailuresReason failures => Text($"ended because all of its {failures.Combinations:n0} combinations failed"),
        HoursReason hours => Text($"ended after {hours.Hours:0.##} hours of slot time; the budget is {hours.Limit:0.##}"),
        StepsReason steps => Text($"ended because its trials make {steps.Steps:n0} steps; the budget is {steps.Limit:n0}"),
        PatienceReason { Best: { } best, Value: { } value } patience => Text(
            $"ended because {patience.Combinations:n0} combinations in a row were no better than combination {best + 1:n0} (")
            + $"{Objective.Metric} {_stop.Number(value)})",
        PatienceReason patience => Text($"ended because none of {patience.Combinations:n0} combinations in a row has a value"),
        SpaceReason space => Text($"ended because all {space.Combinations:n0} combinations were tried"),
        _ => reason.ToString(),
    };

    private static string OfExtension(ExtendReason reason) => string.Join(", ", reason.Changes.Select(change =>
        $"{change.Setting} {change.Before ?? "none"} to {change.After ?? "none"}")) is { Length: > 0 } changes
        ? $"extended by a person: {changes}"
        : "extended by a person";

    private static string Knew(int results, int diverged, int running) =>
        Text($"The model knew {Results(results)}{(diverged > 0 ? $", {diverged} of them diverged" : "")}")
        + Text($"{(running > 0 ? $", and kept away from {running} that ran" : "")}.");

    private static string Results(int count) => count == 1 ? "1 result" : Text($"{count:n0} results");

    private static string Ratio(DensityReason reason) =>
        Math.Exp(reason.LogGood - reason.LogOther).ToString("G3", CultureInfo.InvariantCulture);

    private static string Improvement(double logarithm) => Math.Exp(logarithm).ToString("G3", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
