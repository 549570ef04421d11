using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage.Folds;

/// <summary>
/// Folds the rows of a sweep, its decisions in order and its trials, into what its next decision is made of, and makes it.
/// </summary>
internal abstract class DecisionFold(SweepSpec spec)
{
    public SweepSpec Spec => spec;

    /// <summary>The number of the last decision; 0 if there is none.</summary>
    public int Decisions { get; private set; }

    /// <summary>How many steering requests were carried out when the rows were read, at least.</summary>
    public int Requests { get; private set; }

    /// <summary>Whether nothing is decided any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The trials of the combinations that may still get a result.</summary>
    public abstract IEnumerable<int> OpenTrials { get; }

    /// <summary>
    /// The trials after this number are open as soon as they have begun, so that many that wait need not be read again and again; null if
    /// all open ones are named.
    /// </summary>
    public virtual int? BegunAfter => null;

    /// <summary>The number that each new decision has.</summary>
    protected int Next => Decisions + 1;

    /// <summary>Folds all rows of a sweep.</summary>
    /// <param name="requests">As <see cref="Requests"/>.</param>
    public static DecisionFold Of(
        SweepSpec spec, IReadOnlyCollection<DecisionRow> decisions, IReadOnlyList<SearchedTrial> trials, int requests = 0)
    {
        DecisionFold fold = spec.Stop switch
        {
            null => new SearchFold(spec),
            { Holds: true } => new HoldingFold(spec, trials, decisions),
            _ => new JudgingFold(spec, trials),
        };
        fold.Requests = requests;
        foreach (var decision in decisions) { fold.Take(decision); }
        fold.Begin(trials);
        return fold;
    }

    /// <summary>Adds the next decision.</summary>
    public void Take(DecisionRow decision)
    {
        Decisions = decision.Number;
        IsOver = decision.Kind switch
        {
            DecisionKind.End => spec.Stop is null,
            DecisionKind.Prune => decision.Trial is null,
            _ => false,
        };
        Apply(decision);
    }

    /// <summary>Whether the trials of a decision wait for slots because of it.</summary>
    public bool BringsWork(NewDecision decision) =>
        decision.Kind is DecisionKind.Propose || (decision.Kind is DecisionKind.Promote && spec.Stop is { Holds: true });

    /// <summary>Learns how trials are.</summary>
    public abstract void Apply(IEnumerable<SearchedTrial> trials);

    /// <summary>Decides. The same rows lead to the same decision after any interruption.</summary>
    /// <param name="mayBegin">Whether a trial is wanted. If it is not, only what needs no slot is decided.</param>
    /// <returns>Null if nothing can be decided until a trial is wanted, or has another result.</returns>
    public abstract NewDecision? Decide(bool mayBegin);

    protected abstract void Apply(DecisionRow decision);

    /// <summary>Learns how all trials are, after all decisions.</summary>
    protected virtual void Begin(IReadOnlyList<SearchedTrial> trials) => Apply(trials);

    /// <summary>The rules by which a search proposes and ends.</summary>
    /// <param name="lag">How far the results lag behind that a proposal may know; null for all that there are.</param>
    protected static SearchCourse CourseOf(SweepSpec spec, TrialSpace space, int? lag)
    {
        var search = spec.Search!;
        return new(
            new Searcher(Samplers.Create(search.Sampler, search.IsNoisy), [.. search.Start.Select(space.CellOf)]),
            new()
            {
                Seeds = spec.Seeds.Length,
                Trials = search.Trials,
                Hours = search.Hours,
                Steps = search.Steps,
                Patience = search.Patience,
                Lag = lag,
            });
    }

    /// <summary>A proposal of a search as a decision.</summary>
    /// <param name="combination">The number of the combination, from 0.</param>
    protected NewDecision Propose(Proposal proposal, TrialSpace space, int combination)
    {
        var first = (combination * Spec.Seeds.Length) + 1;
        return new(
            Next, DecisionKind.Propose, ReasonJson.Write(proposal.Reason), new(first, space.ToJson(proposal.Cell), space.Of(proposal.Cell)))
        {
            Trials = [.. Enumerable.Range(first, Spec.Seeds.Length)],
        };
    }

    /// <summary>The end of a search's proposals as a decision.</summary>
    protected NewDecision End(EndReason reason) => new(Next, DecisionKind.End, ReasonJson.Write(reason));
}
