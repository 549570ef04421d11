using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Trainables;

/// <summary>
/// All settings of one trial of the language model except its seed. This class defines the only defaults, and its names in snake case
/// (<c>embedding_size</c>) are those of grid files, JSON and the database. Only code that knows the model uses it; all other code has
/// <see cref="Hyperparameters"/>.
/// </summary>
internal sealed record LanguageModelParameters
{
    /// <summary>Version 1, which every database has: <see cref="Model"/> chooses between the two models.</summary>
    public static TrainableSchema Schema { get; } =
        LanguageModelSchema.Of("language-model", "1", HyperparameterRecord<LanguageModelParameters>.Definitions);

    /// <summary>
    /// Version 2: the recurrent model alone. Because <c>rnn</c> is no part of a trial's identity, identities are as before.
    /// </summary>
    public static TrainableSchema Second { get; } = LanguageModelSchema.Of("language-model", "2", Without("model"));

    /// <summary>Version 3: the second, and it says which metrics a trial reports only at its end.</summary>
    public static TrainableSchema Current { get; } =
        LanguageModelSchema.Of("language-model", "3", Without("model"), marksEnds: true);

    /// <summary>The window model, without what belongs to the recurrent layer and its windows.</summary>
    public static TrainableSchema Window { get; } = LanguageModelSchema.Of(
        "window-model", "1", Without("model", "targets", "cell", "rnn_size", "sequence_length", "precision"));

    /// <summary>
    /// Start values: <c>scaled</c> learns fast, <c>study</c> is the 2017 study's scheme (formerly <c>seed</c>). Default scaled.
    /// </summary>
    [OneOf("scaled", "study"), FormerWord("seed", "study")]
    public string Initialization { get; init => field = value == "seed" ? "study" : value; } = "scaled";

    /// <summary>Which positions of a window are predicted: its <c>last</c> (the study's rule), or <c>all</c>. Default last.</summary>
    [OneOf("last", "all")]
    public string Targets { get; init; } = "last";

    /// <summary>The recurrent cell: basic (tanh), gru or lstm. Default lstm.</summary>
    [OneOf("basic", "gru", "lstm")]
    public string Cell { get; init; } = "lstm";

    /// <summary>Width of a word's vector. Default 64.</summary>
    [Between(1, 8192)]
    public int EmbeddingSize { get; init; } = 64;

    /// <summary>Width of the recurrent layer. Default 192.</summary>
    [Between(1, 8192)]
    public int RnnSize { get; init; } = 192;

    /// <summary>Width of the tanh layer after it. Default 96.</summary>
    [Between(1, 8192)]
    public int HiddenSize { get; init; } = 96;

    /// <summary>Words in a window. Default 20.</summary>
    [Between(1, 1024)]
    public int SequenceLength { get; init; } = 20;

    /// <summary>Windows in a step. Default 32.</summary>
    [Between(1, 65536)]
    public int BatchSize { get; init; } = 32;

    /// <summary>momentum (SGD with momentum), adam or rmsprop. Default momentum.</summary>
    [OneOf("momentum", "adam", "rmsprop")]
    public string Optimizer { get; init; } = "momentum";

    /// <summary>Learning rate. Default 0.05.</summary>
    [Positive]
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Momentum of the momentum optimizer; the others do not use it. From 0 to below 1. Default 0.8.</summary>
    [Fraction]
    public double Momentum { get; init; } = 0.8;

    /// <summary>Largest global norm of the gradients; <c>none</c> leaves them alone. Default none.</summary>
    [Positive]
    public double? ClipNorm { get; init; }

    /// <summary>Negative words drawn for a step. Default 64.</summary>
    [Between(1, 65536)]
    public int NegativeSamples { get; init; } = 64;

    /// <summary>Passes over the corpus. Default 75.</summary>
    [Between(1, 1_000_000)]
    public int Epochs { get; init; } = 75;

    /// <summary>Most words the vocabulary holds; rarer ones share one more id. Default 50000.</summary>
    [Between(2, 10_000_000)]
    public int VocabularySize { get; init; } = 50_000;

    /// <summary>Share of the text, at its end, that is held out for validation. From 0 to below 1. Default 0.05.</summary>
    [Fraction]
    public double ValidationFraction { get; init; } = 0.05;

    /// <summary>Steps between two metric points. Default 250.</summary>
    [Between(1, 1_000_000_000)]
    public int SummaryInterval { get; init; } = 250;

    /// <summary>
    /// Number format of the recurrent and the hidden layer's products in training: <c>bfloat16</c> if the processor supports it, otherwise
    /// float32. Everything else, including validation, uses float32. Default float32.
    /// </summary>
    [OneOf("float32", "bfloat16")]
    public string Precision { get; init; } = "float32";

    /// <summary>
    /// Most histograms of each tensor in a trial: one at every summary interval, or at every second, third, … if that would be more. 0
    /// means none. Default 200.
    /// </summary>
    [Between(0, 1_000_000), NotTrained]
    public int MaxHistograms { get; init; } = 200;

    /// <summary>
    /// The model that is trained: <c>rnn</c>, the recurrent language model, or <c>window</c>, in which two words before and two after
    /// predict the word between them, in order to compare word vectors. The window model ignores targets, cell, rnn_size and
    /// sequence_length, but they are still part of a trial's identity: if an axis of them stands beside both models, the window model is
    /// trained once for each value. Default rnn.
    /// </summary>
    [OneOf("rnn", "window"), AddedLater]
    public string Model { get; init; } = "rnn";

    /// <summary>The values of a trial of any of the three schemas as this record. Only the window model has no cell.</summary>
    public static LanguageModelParameters Of(Hyperparameters hyperparameters)
    {
        var record = HyperparameterRecord<LanguageModelParameters>.Record(hyperparameters);
        return hyperparameters.Names.Contains("cell") ? record : record with { Model = "window" };
    }

    public static implicit operator Hyperparameters(LanguageModelParameters parameters) =>
        HyperparameterRecord<LanguageModelParameters>.Values(Schema, parameters);

    private static ImmutableArray<HyperparameterDefinition> Without(params string[] names) =>
        HyperparameterRecord<LanguageModelParameters>.Definitions.RemoveAll(definition => names.Contains(definition.Name));
}
