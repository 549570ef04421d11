namespace Sweep.Silo.Contracts;

/// <summary>
/// Something that slots can train, with its hyperparameters as a record. Each property of the record is one hyperparameter: its name in
/// snake case is the name in sweep files, its initial value the default, and its attribute says which values are allowed.
/// </summary>
/// <remarks>
/// Properties are of type int, long, float, double, bool or string, or nullable. Attributes are <c>[Between(1, 512)]</c>,
/// <c>[Positive]</c>, <c>[Fraction]</c> and <c>[OneOf("sgd", "adam")]</c>; <c>[NotTrained]</c> marks one that changes only what is
/// recorded. A <c>required</c> property has no default: every sweep file sets it. One object trains all
/// trials of the process, several at the same time, so <see cref="Begin"/> must not change what other trainings use.
/// </remarks>
/// <typeparam name="TParameters">The record of hyperparameters, with a constructor without parameters.</typeparam>
public interface ITrainable<TParameters>
    where TParameters : class
{
    /// <summary>Its name, its version, and what it reports. It never changes while the process runs.</summary>
    TrainableDescription Description { get; }

    /// <inheritdoc cref="ITrainable.Begin"/>
    ITraining Begin(TrialContext<TParameters> trial, CancellationToken cancellationToken);

    /// <inheritdoc cref="ITrainable.Cost"/>
    double? Cost(TParameters parameters) => null;
}
