using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// One recurrent layer over a window, from state zero. Forward keeps what backward needs, so calls come in pairs on one thread, inside a
/// dispose scope. The next pair overwrites the results.
/// </summary>
internal abstract class RecurrentCell : IDisposable
{
    /// <summary>The layer's weights, in the order in which they are drawn.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Computes the outputs of all steps, (T, B, R).</summary>
    /// <param name="rows">Vectors of the distinct words, (U, E).</param>
    /// <param name="positions">The row of each input, time first, (T·B).</param>
    /// <param name="length">T.</param>
    /// <param name="keep">
    /// Whether <see cref="Backward"/> will follow. If not, everything is computed in the network's own number format.
    /// </param>
    public abstract Tensor Forward(Tensor rows, Tensor positions, int length, bool keep);

    /// <summary>Returns the gates' outputs in the last window; only valid between a forward call with keep and its backward call.</summary>
    public virtual IReadOnlyList<Gate> Gates() => [];

    /// <summary>
    /// Computes the gradients with respect to the distinct words' vectors, (U, E), and to <see cref="Parameters"/>, in their order.
    /// </summary>
    /// <param name="outputs">The loss's gradient with respect to the outputs, (T, B, R); it is overwritten.</param>
    public abstract (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs);

    public virtual void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }
    }
}
