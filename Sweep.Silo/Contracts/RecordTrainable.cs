using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Model;
using Sweep.Model.Native;
using TorchSharp;

namespace Sweep.Silo.Contracts;

/// <summary>Makes a trainable whose hyperparameters are a record into one that slots know.</summary>
internal sealed class RecordTrainable<TParameters>(ITrainable<TParameters> trainable) : ITrainable
    where TParameters : class
{
    public TrainableSchema Schema { get; } = SchemaOf(trainable.Description);

    public object Origin => trainable;

    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
    {
        if (trainable.Description.UsesTorch) { PrepareTorch(); }
        return trainable.Begin(new(trial, HyperparameterRecord<TParameters>.Record(trial.Hyperparameters)), cancellationToken);
    }

    public double? Cost(Hyperparameters hyperparameters) =>
        trainable.Cost(HyperparameterRecord<TParameters>.Record(hyperparameters));

    private static void PrepareTorch()
    {
        try
        {
            LibTorch.Load();
            torch.set_num_threads(1);
        }
        catch (ModelException exception)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }
    }

    private static TrainableSchema SchemaOf(TrainableDescription description) =>
        new(description.Name, description.Version, HyperparameterRecord<TParameters>.Definitions)
        {
            Settings = description.Settings,
            Metrics = description.Metrics,
            Resource = description.Resource,
        };
}
