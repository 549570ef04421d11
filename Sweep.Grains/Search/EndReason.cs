using System.Text.Json.Serialization;

namespace Sweep.Grains.Search;

/// <summary>Why a search proposes no more, as data that is stored with the decision.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(TrialsReason), "trials")]
[JsonDerivedType(typeof(HoursReason), "hours")]
[JsonDerivedType(typeof(StepsReason), "steps")]
[JsonDerivedType(typeof(PatienceReason), "patience")]
[JsonDerivedType(typeof(SpaceReason), "space")]
[JsonDerivedType(typeof(FailuresReason), "failures")]
public abstract record EndReason;

/// <summary>It has as many trials as it may have.</summary>
/// <param name="Trials">How many there are.</param>
/// <param name="Limit">How many there may be. A combination is trained with all seeds or not at all, so a few may be left.</param>
public sealed record TrialsReason(int Trials, int Limit) : EndReason;

/// <summary>Its trials have used the slot time.</summary>
public sealed record HoursReason(double Hours, double Limit) : EndReason;

/// <summary>Its trials have made the steps.</summary>
public sealed record StepsReason(long Steps, long Limit) : EndReason;

/// <summary>The last combinations were no better than one before them.</summary>
/// <param name="Combinations">How many ended in a row without a better value.</param>
/// <param name="Best">The number of the best combination, from 0; null if none has a value.</param>
/// <param name="Value">Its value, to be minimized.</param>
public sealed record PatienceReason(int Combinations, int Limit, int? Best, double? Value) : EndReason;

/// <summary>Every trial has failed, so something is wrong that no other combination can put right.</summary>
public sealed record FailuresReason(int Combinations) : EndReason;

/// <summary>All combinations of the space were tried.</summary>
public sealed record SpaceReason(int Combinations) : EndReason;
