using Sweep.Grains.Sweeps;
using Sweep.Model.Configuration;

namespace Sweep.Silo.Trainables;

/// <summary>Converts hyperparameters to the model's options. No other code does so.</summary>
internal static class HyperparameterAdapter
{
    public static TrainingOptions ToOptions(this Hyperparameters hyperparameters, int seed) =>
        LanguageModelParameters.Of(hyperparameters).ToOptions(seed);

    public static TrainingOptions ToOptions(this LanguageModelParameters hyperparameters, int seed) => new()
    {
        Seed = seed,
        Initialization = Kind<InitializationKind>(hyperparameters.Initialization),
        Model = Kind<ModelKind>(hyperparameters.Model),
        Precision = Kind<PrecisionKind>(hyperparameters.Precision),
        Targets = Kind<TargetKind>(hyperparameters.Targets),
        Cell = Kind<CellKind>(hyperparameters.Cell),
        EmbeddingSize = hyperparameters.EmbeddingSize,
        RnnSize = hyperparameters.RnnSize,
        HiddenSize = hyperparameters.HiddenSize,
        SequenceLength = hyperparameters.SequenceLength,
        BatchSize = hyperparameters.BatchSize,
        Optimizer = Kind<OptimizerKind>(hyperparameters.Optimizer),
        LearningRate = hyperparameters.LearningRate,
        Momentum = hyperparameters.Momentum,
        ClipNorm = hyperparameters.ClipNorm,
        NegativeSamples = hyperparameters.NegativeSamples,
        Epochs = hyperparameters.Epochs,
        VocabularySize = hyperparameters.VocabularySize,
        ValidationFraction = hyperparameters.ValidationFraction,
        SummaryInterval = hyperparameters.SummaryInterval,
        MaxHistograms = hyperparameters.MaxHistograms,
    };

    /// <summary>The enum value for a word of the grid file. The schema has checked the word already.</summary>
    private static T Kind<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);
}
