using System.Collections.Immutable;

namespace Sweep.Grains.Search;

/// <summary>One hyperparameter of a search space.</summary>
/// <param name="When">What must be chosen for the trial to have this hyperparameter; null if every trial has it.</param>
public sealed record Dimension(string Name, Domain Domain, Condition? When = null);

/// <summary>A hyperparameter further up in the space, and the values of it for which a dimension is active.</summary>
public sealed record Condition(string Name, params ImmutableArray<object?> Values);
