using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Model;
using Sweep.Model.Benchmarks;
using Sweep.Model.Checkpoints;
using Sweep.Model.Data;
using Sweep.Model.Evaluation;
using Sweep.Model.Exports;
using Sweep.Model.Networks;
using Sweep.Model.Training;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Trainables;

/// <summary>Makes the study's model trainable by slots: it begins a trial's training, from a checkpoint if there is one.</summary>
/// <param name="schema">One of the three of <see cref="LanguageModelParameters"/>. Default: version 1, which has both models.</param>
internal sealed partial class ModelTrainable(
    CorpusCache corpora, TimeProvider time, TrainingArithmetic? arithmetic = null, TrainableSchema? schema = null)
    : ITrainable, IReadsWordVectors, IHasModelGraph, IPreparesSweeps, IWritesText, IExportsModels
{
    private readonly TrainingArithmetic _arithmetic = arithmetic ?? TrainingArithmetic.Here;

    public TrainableSchema Schema => schema ?? LanguageModelParameters.Schema;

    /// <inheritdoc/>
    /// <exception cref="SherlockException">The text or the library is at fault, not the trial.</exception>
    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
    {
        try
        {
            var checkpoint = trial.Checkpoint is { } source ? Checkpoint(source) : null;
            var options = trial.Hyperparameters.ToOptions(trial.Seed);
            if (BFloat16Support.Notice(options) is { } notice) { LogNotice(trial.Log, notice); }

            // The slot's own thread may wait, because signs of life are sent elsewhere meanwhile.
            var corpus = trial.Settings["corpus"];
            corpora.EnsureAsync(corpus, cancellationToken).GetAwaiter().GetResult();
            var data = corpora.Data(corpus, trial.Hyperparameters);
            if (WordEvaluation.Problem(trial.Objective.Metric, data) is { } problem) { throw new ModelException(problem); }
            var trainer = new Trainer(data, options, time, checkpoint, _arithmetic);
            foreach (var warning in _arithmetic.TakeWarnings()) { LogNotice(trial.Log, warning); }
            return new ModelTraining(trainer, LanguageModelParameters.Of(trial.Hyperparameters), trial.Until);
        }
        catch (Exception exception) when (exception is ModelException or IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }
    }

    /// <summary>The floating-point operations for one predicted word, times the epochs. All trials have about as many words.</summary>
    public double? Cost(Hyperparameters hyperparameters)
    {
        var options = hyperparameters.ToOptions(seed: 1);
        var words = (double)options.BatchSize * WindowLayout.Of(options).Targets.Count;
        return StepArithmetic.Of(options) / words * options.Epochs;
    }

    /// <inheritdoc/>
    public WordVectors Read(CheckpointSource checkpoint) =>
        Read(checkpoint, stream => CheckpointVectors.Read(stream, checkpoint.Name));

    /// <inheritdoc/>
    public WordSpace Read(CheckpointSource checkpoint, VectorSide side) =>
        Read(checkpoint, stream => CheckpointVectors.ReadAll(stream, checkpoint.Name, side));

    /// <inheritdoc/>
    public string Architecture(Hyperparameters hyperparameters) => ModelGraph.Architecture(LanguageModelParameters.Of(hyperparameters));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Graph(Hyperparameters hyperparameters) =>
        ModelGraph.Of(LanguageModelParameters.Of(hyperparameters)).Memory;

    /// <inheritdoc/>
    public SweepCheck Check(SweepSpec spec, CancellationToken cancellationToken) =>
        new ModelPreparation(corpora).Check(spec, cancellationToken);

    /// <inheritdoc/>
    public void CheckCheckpoint(TrialContext trial) => new ModelPreparation(corpora).CheckCheckpoint(trial);

    /// <inheritdoc/>
    public string? Obstacle(Hyperparameters hyperparameters) => LanguageModelParameters.Of(hyperparameters).Model == "window"
        ? "is a window model: it predicts a word from those on both sides of it, and writes no text. Name a trial of model rnn."
        : null;

    /// <inheritdoc/>
    public GeneratedText Write(TrialContext trial, GenerationRequest request, CancellationToken cancellationToken) =>
        new ModelWriter(corpora).Write(trial, request, cancellationToken);

    /// <inheritdoc/>
    public void Export(TrialContext trial, string folder, CancellationToken cancellationToken) => ModelExport.Write(
        Checkpoint(trial.Checkpoint!), folder, $"{trial.Sweep}/{trial.Number}", trial.Hyperparameters.ToJson());

    /// <exception cref="UnusableCheckpointException">It is damaged, or not there.</exception>
    public static Checkpoint Checkpoint(CheckpointSource source) =>
        Read(source, stream => Model.Checkpoints.Checkpoint.Read(stream, source.Name));

    private static T Read<T>(CheckpointSource source, Func<Stream, T> read)
    {
        try
        {
            using var stream = source.OpenRead();
            return read(stream);
        }
        catch (Exception exception) when (exception is ModelException or IOException)
        {
            throw new UnusableCheckpointException(exception.Message, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Notice}")]
    private static partial void LogNotice(ILogger logger, string notice);
}
