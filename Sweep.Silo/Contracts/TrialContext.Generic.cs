using System.Diagnostics.CodeAnalysis;

namespace Sweep.Silo.Contracts;

/// <summary>All that an attempt needs to know of its trial, with the hyperparameters as a record.</summary>
public sealed record TrialContext<TParameters> : TrialContext
    where TParameters : class
{
    /// <summary>Adds the record to what is known of a trial.</summary>
    [SetsRequiredMembers]
    public TrialContext(TrialContext trial, TParameters parameters)
        : base(trial) => Parameters = parameters;

    /// <summary>The trial's hyperparameters. The schema has checked them.</summary>
    public TParameters Parameters { get; init; }
}
