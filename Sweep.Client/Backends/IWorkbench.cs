namespace Sweep.Client.Backends;

/// <summary>What needs the model and the texts, by job. Sweep.Silo implements it, so the client ships without libtorch.</summary>
public interface IWorkbench
{
    ISweepPreparation Preparation { get; }

    ITrainedModels Models { get; }

    IBenchmarks Benchmarks { get; }

    IEventFileExporter EventFiles { get; }
}
