using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>What the layers gave for a step's words. Valid only while it is shown: backward writes over some of it.</summary>
/// <param name="Embedding">(T·B, E).</param>
/// <param name="Rnn">(T, B, R); null of a network without a recurrent layer.</param>
/// <param name="Hidden">(N, H).</param>
/// <param name="Gates">Of the recurrent cell, where it has them at hand.</param>
internal readonly record struct Activations(Tensor Embedding, Tensor? Rnn, Tensor Hidden, IReadOnlyList<Gate> Gates);

/// <summary>The outputs of one gate for a whole window: the same columns of some contiguous tensors, whose other columns are other gates'.</summary>
/// <param name="Name">Such as <c>forget</c>.</param>
/// <param name="First">The first of the columns.</param>
/// <param name="Width">How many they are: R.</param>
internal readonly record struct Gate(string Name, IReadOnlyList<Tensor> Tensors, int First, int Width);
