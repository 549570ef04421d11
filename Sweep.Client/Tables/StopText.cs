using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>Says in plain sentences why early stopping held a trial, let it go on or ended it.</summary>
/// <param name="spec">The sweep; reasons have its objective with the sign that makes it to be minimized.</param>
internal sealed class StopText(SweepSpec spec)
{
    private const string NothingMore = "because nothing could be promoted any more";

    /// <summary>The end of a trial that was held when all of them ended.</summary>
    public const string Pruned = $"pruned {NothingMore}";

    private string Resource => spec.Schema.Resource.Name;

    private string Metric => spec.Objective.Metric;

    /// <summary>How trials are compared: <c>Early stopping by asha holds poor trials at epoch 9, 27: factor 2, guard 0.8</c>.</summary>
    public string Rule() => spec.Stop switch
    {
        { Kind: StopKind.Asha } asha => string.Create(
            CultureInfo.InvariantCulture,
            $"Early stopping by asha {(asha.Ends ? "ends" : "holds")} poor trials at {Resource} {string.Join(", ", asha.Rungs[..^1])}: "
                + $"factor {asha.Factor}, guard {asha.Guard}"),
        { } median => string.Create(
            CultureInfo.InvariantCulture,
            $"Early stopping by median ends poor trials from {Resource} {median.From} on, every {median.Every}: "
                + $"once {median.Trials} have trained to their end"),
        null => "No early stopping",
    };

    /// <summary>What became of the trials at a level.</summary>
    public string Line(RungSummary rung)
    {
        string?[] parts =
        [
            $"{Numbers.Count(rung.Reached)} {(rung.Reached == 1 ? What[..^1] : What)} came to it",
            rung.WentOn > 0 ? $"{Numbers.Count(rung.WentOn)} went on" : null,
            rung.Stopped > 0 ? $"{Numbers.Count(rung.Stopped)} held or ended" : null,
            rung.Cutoff is { } cutoff ? $"cut-off {Value(cutoff)}" : null,
            rung.Correlation is { } correlation ? $"rank correlation with the end {Numbers.Decimal(correlation)}" : null,
        ];
        return $"{At(rung.Level)}: {string.Join(", ", parts.OfType<string>())}";
    }

    /// <summary>One line: what was decided, and by which numbers.</summary>
    public string Summary(SearchDecision decision) => ReasonJson.Read<StopReason>(decision.Reason) switch
    {
        HoldReason held => $"held at {Place(held.Standing)} ({Values(held.Standing)})",
        PromotionReason promoted => $"promoted to {At(decision.Level ?? promoted.Standing.Level)} as {Rank(promoted.Standing)} "
            + $"at {At(promoted.Standing.Level)} ({Values(promoted.Standing)})",
        RankReason rank when decision.Kind is DecisionKind.Promote => GoesOn(rank),
        RankReason rank => $"pruned at {Place(rank.Standing)}, {MayGoOn(rank.Standing)} ({Value(rank.Standing.Value)})",
        MedianReason median => $"pruned at {At(median.Level)}: its best {Value(median.Best)} is worse than "
            + $"{Number(median.Median)}, the median of the means of {Numbers.Count(median.Ended)} others up to there",
        RestReason { Held: 0 } => "ended: nothing runs, and no trial is held",
        RestReason rest => $"pruned {Numbers.Count(rest.Held, "trial")} that {(rest.Held == 1 ? "was" : "were")} held, {NothingMore}",
        _ => $"{decision.Kind.ToString().ToLowerInvariant()}: {decision.Reason}",
    };

    /// <summary>More lines: what is expected of the trial, and how far its rank can be trusted.</summary>
    public IEnumerable<string> Details(SearchDecision decision) => ReasonJson.Read<StopReason>(decision.Reason) switch
    {
        HoldReason held => [Foretold(held), Guarded(held.Guard)],
        PromotionReason promoted => [Guarded(promoted.Guard)],
        RankReason rank => [Guarded(rank.Guard)],
        _ => [],
    };

    /// <summary>A value of the objective as trials report it.</summary>
    public string Number(double value) => Numbers.Metric(spec.Objective.Goal is Goal.Minimize ? value : -value);

    /// <summary><c>epoch 9</c>: a level of the resource.</summary>
    public string At(long level) => $"{Resource} {Numbers.Count(level)}";

    private string GoesOn(RankReason reason)
    {
        var (standing, place) = (reason.Standing, $"goes on from {At(reason.Standing.Level)}");
        if (standing.Rung >= reason.First)
        {
            return $"{place} as {Rank(standing)}, {MayGoOn(standing)} ({Value(standing.Value)})";
        }

        var why = reason.Guard.Rung > standing.Rung ? "ranks there are not trusted" : "its bracket is compared later";
        return $"{place}, {Rank(standing)}, because {why} ({Value(standing.Value)})";
    }

    private string Foretold(HoldReason reason) =>
        $"Its {Metric} at the end is foretold as {Number(reason.Foretold)} ± {Numbers.Metric(reason.Deviation)}"
        + (spec.Search is null ? "." : ", which the sampler takes for its result.");

    private string Guarded(GuardVerdict verdict)
    {
        if (spec.Stop is { Guard: <= 0 }) { return "Ranks count as they are: the guard is off."; }
        if (verdict.Correlations.IsDefaultOrEmpty)
        {
            return $"Ranks are not judged yet: {Numbers.Count(verdict.Ended)} of {Guard.Enough} {What} have trained to their end.";
        }

        var correlations = string.Join(", ", verdict.Correlations.Select(Numbers.Decimal));
        var first = verdict.Rung == 0 ? ""
            : verdict.Rung < verdict.Correlations.Length ? $" New ones are first compared at {At(spec.Stop!.Rungs[verdict.Rung])}."
            : " No rung is trusted, so new ones train to their end.";
        return $"Rank correlation of the rungs with the end, by {Numbers.Count(verdict.Ended)} {What}: {correlations}.{first}";
    }

    private string What => spec.Seeds.Length == 1 ? "trials" : "combinations";

    private string Place(RungStanding standing) => $"{At(standing.Level)} as {Rank(standing)}";

    private string Value(double value) => $"{Metric} {Number(value)}";

    private string Values(RungStanding standing) =>
        $"{Value(standing.Value)}, {(standing.Cutoff is { } cutoff ? $"cut-off {Number(cutoff)}" : "none may go on yet")}";

    private static string MayGoOn(RungStanding standing) => $"of which {Numbers.Count(standing.Places)} may go on";


    private static string Rank(RungStanding standing) => $"{Ordinal(standing.Rank)} of {Numbers.Count(standing.Of)}";

    private static string Ordinal(int rank) => rank.ToString("n0", CultureInfo.InvariantCulture) + ((rank % 100, rank % 10) switch
    {
        ( >= 11 and <= 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    });
}
