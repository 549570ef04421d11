using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Contracts;

/// <summary>Makes a trainable whose hyperparameters are a record into one that slots know.</summary>
internal sealed class RecordTrainable<TParameters>(ITrainable<TParameters> trainable) : ITrainable
    where TParameters : class, new()
{
    public TrainableSchema Schema { get; } = SchemaOf(trainable.Description);

    public object Origin => trainable;

    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken) =>
        trainable.Begin(new(trial, HyperparameterRecord<TParameters>.Record(trial.Hyperparameters)), cancellationToken);

    private static TrainableSchema SchemaOf(TrainableDescription description) =>
        new(description.Name, description.Version, HyperparameterRecord<TParameters>.Definitions)
        {
            Metrics = description.Metrics,
            Resource = description.Resource,
        };
}
