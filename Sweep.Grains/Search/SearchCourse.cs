namespace Sweep.Grains.Search;

/// <summary>
/// Decides what a search does next: it proposes a combination, waits for results, or ends. It is a function of the history alone, so the
/// same history leads to the same decision after any interruption.
/// </summary>
public sealed class SearchCourse(Searcher searcher, SearchLimits limits)
{
    private const double SecondsPerHour = 3600;

    // A budget of steps or of time is never used up by a program that fails at once.
    private const int MostFailures = 20;

    /// <summary>Decides.</summary>
    /// <param name="mayPropose">Whether a proposal is wanted. If it is not, the search waits unless it ends.</param>
    public SearchMove Next(SearchHistory history, bool mayPropose = true)
    {
        var number = history.State.Next;
        if ((number + 1L - Refused(history)) * limits.Seeds > limits.Trials)
        {
            return new(End: new TrialsReason(number * limits.Seeds, limits.Trials.Value));
        }

        if ((limits.Lag is { } lag ? history.State.Lagged(lag) : history.State) is not { } known)
        {
            return SearchMove.Wait;
        }

        if (EndOf(history, known) is { } reason)
        {
            return new(End: reason);
        }

        // If trials that run end early, because they diverge or fail, the search goes on.
        return mayPropose && !(WillUseUpSteps(history) && IsOpen(history)) ? Propose(known) : SearchMove.Wait;
    }

    /// <summary>Whether the time is used up, or the steps are or will be when the trials that run have ended.</summary>
    public bool IsUsedUp(SearchHistory history) => HoursOf(history) >= limits.Hours || WillUseUpSteps(history);

    private SearchMove Propose(SearchState known) => searcher.Propose(known) is { } proposal
        ? new(Proposal: proposal)
        : new(End: new SpaceReason(known.Cells.Count));

    private EndReason? EndOf(SearchHistory history, SearchState known)
    {
        if (limits.Hours is { } hours && HoursOf(history) >= hours)
        {
            return new HoursReason(HoursOf(history), hours);
        }

        if (WillUseUpSteps(history) && !IsOpen(history)
            && history.Costs.Sum(cost => cost.Steps ?? 0) is var made && made >= limits.Steps)
        {
            return new StepsReason(made, limits.Steps.Value);
        }

        if (OnlyFailures(history, known) is { } failures)
        {
            return failures;
        }

        return limits.Patience is { } patience ? LossOfPatience(history, known, patience) : null;
    }

    private static double HoursOf(SearchHistory history) => history.Costs.Sum(cost => cost.Seconds) / SecondsPerHour;

    /// <summary>Whether the trials so far are likely to use up the steps when all of them have ended.</summary>
    private bool WillUseUpSteps(SearchHistory history) => limits.Steps is { } steps && StepsToCome(history) >= steps;

    private static bool IsOpen(SearchHistory history) =>
        history.State.Trials.Any(trial => trial.Outcome is SearchOutcome.Running) || history.Costs.Any(cost => cost.IsOpen);

    /// <summary>
    /// The steps of all trials. Those of a combination whose totals are not known, or whose result a repeatable decision must not know, are
    /// taken for the mean of the others. If nothing is known, one combination may use up everything; but a repeatable search would wait
    /// for it to end, so its first combinations are not limited.
    /// </summary>
    private double StepsToCome(SearchHistory history)
    {
        var last = limits.Lag is { } lag ? history.State.Next - lag : int.MaxValue;
        var known = history.Costs.Where((_, number) => number <= last).Select(cost => cost.Steps).OfType<long>().ToList();
        if (known.Count > 0) { return known.Average() * history.Costs.Count; }
        return limits.Lag is null && history.Costs.Count > 0 ? double.PositiveInfinity : 0;
    }

    /// <summary>
    /// The number of combinations whose place another one takes. A repeatable search must not know which these are before their results
    /// count, so it replaces none.
    /// </summary>
    private int Refused(SearchHistory history) =>
        limits.Lag is null ? history.State.Trials.Count(trial => trial.Outcome is SearchOutcome.Refused) : 0;

    private static FailuresReason? OnlyFailures(SearchHistory history, SearchState known)
    {
        List<SearchTrial> ended =
            [.. known.Trials.Where(trial => trial.Outcome is not (SearchOutcome.Running or SearchOutcome.Cancelled))];
        return ended.Count - history.ExtendedAt >= MostFailures && ended.All(trial => trial.HasFailed)
            ? new(ended.Count)
            : null;
    }

    private static PatienceReason? LossOfPatience(SearchHistory history, SearchState known, int patience)
    {
        var best = known.Trials.Where(trial => trial.HasValue).MinBy(trial => (trial.Value, trial.Number));
        var from = Math.Max(best is null ? 0 : best.Number + 1, history.ExtendedAt);
        var inVain = known.Trials.Count(
            trial => trial.Number >= from && trial.Outcome is not (SearchOutcome.Running or SearchOutcome.Cancelled)
                && !history.Costs[trial.Number].IsOpen);
        return inVain >= patience ? new(inVain, patience, best?.Number, best?.Value) : null;
    }
}

/// <summary>What a search does next: it proposes, it ends, or it waits for results.</summary>
public readonly record struct SearchMove(Proposal? Proposal = null, EndReason? End = null)
{
    public static SearchMove Wait => default;

    public bool IsWait => this is { Proposal: null, End: null };
}
