namespace Sweep.Grains.Sweeps;

/// <summary>How much more a sweep may use: a search, or one that holds its trials.</summary>
/// <param name="Trials">More trials; null for no change.</param>
/// <param name="Hours">More hours of slot time; null for no change.</param>
/// <param name="Steps">More steps; null for no change.</param>
/// <param name="Resource">The new total of a trial's resource; null for no change. Only of sweeps that hold trials.</param>
[GenerateSerializer, Immutable, Alias("sweep.search-budget")]
public sealed record SearchBudget(
    [property: Id(0)] int? Trials = null,
    [property: Id(1)] double? Hours = null,
    [property: Id(2)] long? Steps = null,
    [property: Id(3)] long? Resource = null);
