namespace Sweep.Grains.Sweeps;

/// <summary>
/// One recorded step of a search. Decisions are never changed; together with the trials they are the whole state of the search.
/// </summary>
/// <param name="Number">Its place among the decisions of the sweep, from 1 without gaps.</param>
/// <param name="Trial">The trial that it is about; for a proposal with several seeds the first one. Null if it is about the sweep.</param>
/// <param name="Cell">The combination of a proposal as a JSON object of the hyperparameters that the trial has; null for others.</param>
/// <param name="Reason">Why, as JSON: its key <c>by</c> says which rule decided.</param>
/// <param name="Level">The level of the resource until which the trial trains, or at which it is held; null if none is set.</param>
/// <param name="Tick">The virtual time of a repeatable decision about early stopping; null for others.</param>
public sealed record SearchDecision(
    int Number, DecisionKind Kind, int? Trial, string? Cell, string Reason, DateTimeOffset Time, long? Level = null, long? Tick = null);

/// <summary>What a search decides.</summary>
public enum DecisionKind
{
    /// <summary>A combination is to be trained.</summary>
    Propose = 0,

    /// <summary>No more combinations are proposed. Running trials finish.</summary>
    End = 1,

    /// <summary>A person lets an ended search go on.</summary>
    Extend = 2,

    /// <summary>A trial waits at a level of its resource.</summary>
    Hold = 3,

    /// <summary>A trial goes on from the level at which it was held, or past one at which it was judged.</summary>
    Promote = 4,

    /// <summary>A trial ends early; without a trial, all that are held do.</summary>
    Prune = 5,
}
