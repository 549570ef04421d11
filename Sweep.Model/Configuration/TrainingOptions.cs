using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Sweep.Model.Configuration;

/// <summary>The recurrent layer's cell.</summary>
public enum CellKind
{
    /// <summary>h = tanh(x·Wx + h·Wh + b).</summary>
    Basic,

    /// <summary>Gated recurrent unit, as TensorFlow 1 had it: the reset gate acts before the product (Cho et al., 2014).</summary>
    Gru,

    /// <summary>Long short-term memory without peepholes.</summary>
    Lstm,
}

/// <summary>The optimizer's update rule.</summary>
public enum OptimizerKind
{
    /// <summary>SGD with momentum, as TensorFlow 1 has it.</summary>
    Momentum,

    /// <summary>Adam (Kingma and Ba, 2015).</summary>
    Adam,

    /// <summary>RMSProp (Hinton's lecture 6e), with TensorFlow 1's constants.</summary>
    RmsProp,
}

/// <summary>The initialization scheme of the weights.</summary>
public enum InitializationKind
{
    /// <summary>Learns fast: standard deviation sqrt(1 / fan-in), output bias from the unigram model.</summary>
    Scaled,

    /// <summary>The very small initial values of the 2017 study. Checkpoints write its former name, Seed.</summary>
    [JsonStringEnumMemberName("Seed")]
    Study,
}

/// <summary>Which positions of a window are predicted.</summary>
public enum TargetKind
{
    /// <summary>Only the word after the window; windows begin at every offset (the study's rule).</summary>
    Last,

    /// <summary>The next word at every position; windows do not overlap.</summary>
    All,
}

/// <summary>The number format of the arithmetic.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The field's own word for it, and the grid file's.")]
public enum PrecisionKind
{
    /// <summary>Everything in float32.</summary>
    Float32,

    /// <summary>
    /// When the recurrent model trains, the products of the recurrent and the hidden layer are in bfloat16 if the processor has it,
    /// otherwise in float32. Weights, tables, accumulators, gates and the loss are in float32. Validation is always in float32, so the
    /// same weights have the same loss on every machine, apart from rounding.
    /// </summary>
    BFloat16,
}

/// <summary>The kind of model that is trained.</summary>
public enum ModelKind
{
    /// <summary>The recurrent language model: the words before predict the next one.</summary>
    Rnn,

    /// <summary>
    /// The window model, trained for its word vectors: two words before and two after predict the word between them. It has no recurrent
    /// layer and writes no text, so it ignores targets, cell, rnn size, sequence length and precision.
    /// </summary>
    Window,
}

/// <summary>
/// The configuration of one training. It has no default values: the caller sets every option. A new option declares which value it has in
/// checkpoints that were written before it existed (<see cref="ValueInOlderCheckpointsAttribute"/>); without one they cannot be read.
/// </summary>
public sealed record TrainingOptions
{
    public required int Seed { get; init; }

    public required InitializationKind Initialization { get; init; }

    [ValueInOlderCheckpoints(ModelKind.Rnn)]
    public required ModelKind Model { get; init; }

    [ValueInOlderCheckpoints(PrecisionKind.Float32)]
    public required PrecisionKind Precision { get; init; }

    public required TargetKind Targets { get; init; }

    public required CellKind Cell { get; init; }

    /// <summary>E, the width of a word's vector.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>R, the width of the recurrent layer.</summary>
    public required int RnnSize { get; init; }

    /// <summary>H, the width of the hidden layer.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>T, the number of words in a window.</summary>
    public required int SequenceLength { get; init; }

    /// <summary>B, the number of windows in a step.</summary>
    public required int BatchSize { get; init; }

    public required OptimizerKind Optimizer { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Used by <see cref="OptimizerKind.Momentum"/> only.</summary>
    public required double Momentum { get; init; }

    /// <summary>The largest global norm of all gradients; if null, gradients are not clipped.</summary>
    public required double? ClipNorm { get; init; }

    /// <summary>The number of distinct negative words drawn for a step.</summary>
    public required int NegativeSamples { get; init; }

    public required int Epochs { get; init; }

    /// <summary>The largest number of words in the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The share of the text, at its end, that is held out for validation.</summary>
    public required double ValidationFraction { get; init; }

    /// <summary>The number of steps between two metric points.</summary>
    public required int SummaryInterval { get; init; }

    /// <summary>
    /// The largest number of histograms of each tensor; 0 turns them off. If the trial has more summary intervals than that, every k-th
    /// interval has histograms, with the smallest k that suffices. The option does not change what is trained.
    /// </summary>
    [ValueInOlderCheckpoints(0)]
    public required int MaxHistograms { get; init; }
}
