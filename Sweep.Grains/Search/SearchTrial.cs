namespace Sweep.Grains.Search;

/// <summary>What a search knows of one trial of its sweep.</summary>
/// <param name="Value">The objective, to be minimized. What is not finite counts as diverged.</param>
/// <param name="Variance">
/// How sure the value is: 0 for the result of a trial that ran to its end, more for a value that was foretold from an early one.
/// </param>
public sealed record SearchTrial(int Number, Cell Cell, SearchOutcome Outcome, double Value = double.NaN, double Variance = 0)
{
    /// <summary>Whether its program failed, in whichever way, so that its cell says nothing about the objective.</summary>
    public bool HasFailed => Outcome is SearchOutcome.Failed or SearchOutcome.Refused;

    /// <summary>Whether the trial has a value by which others can be compared with it.</summary>
    public bool HasValue => Outcome is SearchOutcome.Completed && double.IsFinite(Value);

    /// <summary>Whether the trial teaches that its cell is worse than all that have a value.</summary>
    public bool IsDiverged => Outcome is SearchOutcome.Diverged || (Outcome is SearchOutcome.Completed && !double.IsFinite(Value));
}

/// <summary>How a trial has ended, or that it has not.</summary>
public enum SearchOutcome
{
    /// <summary>It has been proposed, and has no result yet. Samplers keep away from it.</summary>
    Running,

    /// <summary>It has a value.</summary>
    Completed,

    /// <summary>Its objective became NaN or infinite. Samplers take it for worse than every value, so that it repels.</summary>
    Diverged,

    /// <summary>Its program failed. That says nothing about the objective, so samplers ignore it; its cell is not proposed again.</summary>
    Failed,

    /// <summary>
    /// It cannot be trained with its hyperparameters at all. Samplers ignore it; its cell is not proposed again, and another one takes its
    /// place.
    /// </summary>
    Refused,

    /// <summary>A person cancelled it. Samplers ignore it; its cell is not proposed again.</summary>
    Cancelled,
}
