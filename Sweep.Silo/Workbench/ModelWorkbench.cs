using Sweep.Client.Backends;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>Answers in this process what the command line's verbs ask of the model and the texts.</summary>
internal sealed class ModelWorkbench : IWorkbench
{
    /// <param name="checkpoints">Reads trials' checkpoints; null to read the files of the data folder.</param>
    public ModelWorkbench(
        DataFolder folder, CorpusCache corpora, TrainableRegistry trainables, ICheckpointReader? checkpoints = null)
    {
        checkpoints ??= new FolderCheckpoints(new(folder.Checkpoints));
        Preparation = new SweepPreparation(folder, trainables, checkpoints);
        Models = new TrainedModels(corpora, trainables, checkpoints);
        Benchmarks = new LocalBenchmarks(corpora);
        EventFiles = new EventFileExporter(folder, trainables, checkpoints);
    }

    public ISweepPreparation Preparation { get; }

    public ITrainedModels Models { get; }

    public IBenchmarks Benchmarks { get; }

    public IEventFileExporter EventFiles { get; }
}
