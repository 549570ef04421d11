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

/// <summary>The start values of the weights.</summary>
public enum InitializationKind
{
    /// <summary>Learns fast: standard deviation sqrt(1 / fan-in), output bias at the unigram model.</summary>
    Scaled,

    /// <summary>The 2017 study's tiny start values. Checkpoints have its former name.</summary>
    [JsonStringEnumMemberName("Seed")]
    Study,
}

/// <summary>Which positions of a window are predicted.</summary>
public enum TargetKind
{
    /// <summary>Only the word after the window; windows begin at every offset (the study's rule).</summary>
    Last,

    /// <summary>At every position the next word; windows do not overlap.</summary>
    All,
}

/// <summary>Number format of the arithmetic.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The field's own word for it, and the grid file's.")]
public enum PrecisionKind
{
    /// <summary>Everything in float32.</summary>
    Float32,

    /// <summary>
    /// In training of the recurrent model, the products of the recurrent and the hidden layer in bfloat16 where the processor has it (else in float32);
    /// weights, tables, accumulators, gates and the loss in float32. Validation is in float32 always: the same weights have, but for rounding, the same loss everywhere.
    /// </summary>
    BFloat16,
}

/// <summary>What is trained.</summary>
public enum ModelKind
{
    /// <summary>The recurrent language model: the words before predict the next one.</summary>
    Rnn,

    /// <summary>
    /// The window model, for its word vectors: two words before and two after predict the one between. It has no recurrent layer and writes no text; targets,
    /// cell, rnn size, sequence length and precision mean nothing to it.
    /// </summary>
    Window,
}

/// <summary>One configuration to train. It has no defaults: whoever trains says everything.</summary>
public sealed record TrainingOptions
{
    public required int Seed { get; init; }

    public required InitializationKind Initialization { get; init; }

    public required ModelKind Model { get; init; }

    public required PrecisionKind Precision { get; init; }

    public required TargetKind Targets { get; init; }

    public required CellKind Cell { get; init; }

    /// <summary>E, the width of a word's vector.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>R, the width of the recurrent layer.</summary>
    public required int RnnSize { get; init; }

    /// <summary>H, the width of the hidden layer.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>T, words in a window.</summary>
    public required int SequenceLength { get; init; }

    /// <summary>B, windows in a step.</summary>
    public required int BatchSize { get; init; }

    public required OptimizerKind Optimizer { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Of <see cref="OptimizerKind.Momentum"/> alone.</summary>
    public required double Momentum { get; init; }

    /// <summary>Largest global norm of all gradients; null leaves them alone.</summary>
    public required double? ClipNorm { get; init; }

    /// <summary>Distinct negative words drawn for a step.</summary>
    public required int NegativeSamples { get; init; }

    public required int Epochs { get; init; }

    /// <summary>Most words the vocabulary holds.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Share of the text, at its end, held out for validation.</summary>
    public required double ValidationFraction { get; init; }

    /// <summary>Steps between two metric points.</summary>
    public required int SummaryInterval { get; init; }

    /// <summary>
    /// Most histograms of each tensor; 0 for none. Where the trial has more summary intervals than that, every k-th has them, k being as small as can be.
    /// Changes nothing in what is trained.
    /// </summary>
    public required int MaxHistograms { get; init; }
}
