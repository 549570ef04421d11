using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The outputs of the layers for a step's words. They are valid only during the call that gets them, because backward overwrites some of
/// them.
/// </summary>
/// <param name="Embedding">(T·B, E).</param>
/// <param name="Rnn">(T, B, R); null if the network has no recurrent layer.</param>
/// <param name="Hidden">(N, H).</param>
/// <param name="Gates">The gates of the recurrent cell; empty if the cell does not keep them.</param>
internal readonly record struct Activations(Tensor Embedding, Tensor? Rnn, Tensor Hidden, IReadOnlyList<Gate> Gates);

/// <summary>
/// The outputs of one gate for a whole window: the same columns of some contiguous tensors, whose other columns are other gates'.
/// </summary>
/// <param name="Name">The gate's name, such as <c>forget</c>.</param>
/// <param name="First">The first of the columns.</param>
/// <param name="Width">The number of columns: R.</param>
internal readonly record struct Gate(string Name, IReadOnlyList<Tensor> Tensors, int First, int Width);
