using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Folds;

/// <summary>What a search needs to know of a trial.</summary>
/// <param name="Rungs">JSON: its values at the levels that it has passed; null if it has passed none.</param>
/// <param name="CellHash">The hash of its hyperparameters, which all seeds of a combination share.</param>
/// <param name="Failures">The number of its attempts that failed, since a person last retried it.</param>
internal sealed record SearchedTrial(
    int Number, TrialStatus Status, double? BestValue, long Step, long TotalSteps, double Seconds, string? Rungs = null,
    string CellHash = "", int Failures = 0)
{
    /// <summary>Whether no attempt of it can succeed, such as if the program cannot train with its hyperparameters.</summary>
    public bool IsRefused => Status is TrialStatus.Failed && Failures is > 0 and < TrialStore.MostFailures;

    public bool HasBegun => Step > 0 || Status is not TrialStatus.Pending;
}

/// <summary>What a search needs to know of a decision.</summary>
internal sealed record DecisionRow(int Number, DecisionKind Kind, int? Trial, string? Cell, long? Level, long? Tick);

/// <summary>What is new in a search.</summary>
/// <param name="Decisions">The number of the last decision.</param>
/// <param name="Trials">How the trials are that were asked for.</param>
internal sealed record SearchNews(int Decisions, IReadOnlyList<SearchedTrial> Trials);

/// <summary>A decision that is to be stored.</summary>
/// <param name="Number">The number that follows the last decision which it knows.</param>
/// <param name="Reason">JSON.</param>
/// <param name="Combination">What a search proposes; null for other decisions, and for a grid, whose trials exist.</param>
internal sealed record NewDecision(int Number, DecisionKind Kind, string Reason, NewCombination? Combination = null)
{
    /// <summary>The trials that it is about, all seeds of a combination; empty if it is about the sweep. Default empty.</summary>
    public IReadOnlyList<int> Trials { get; init; } = [];

    /// <summary>The level of the resource until which they train, or at which they are held; null if none is set.</summary>
    public long? Level { get; init; }

    /// <summary>The virtual time; null if the sweep has none.</summary>
    public long? Tick { get; init; }

    public DecisionRow Row => new(Number, Kind, Trials.Count > 0 ? Trials[0] : null, Combination?.Cell, Level, Tick);
}

/// <summary>A combination that is to be trained with all seeds.</summary>
/// <param name="FirstTrial">The number of its first trial.</param>
/// <param name="Cell">JSON.</param>
internal sealed record NewCombination(int FirstTrial, string Cell, Hyperparameters Hyperparameters);
