using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// One recurrent layer over a window, from state zero. Forward keeps what backward needs, so calls come in pairs on one thread, inside a dispose scope;
/// what it gives is overwritten by the next pair.
/// </summary>
internal abstract class RecurrentCell : IDisposable
{
    /// <summary>The layer's weights, in the order in which they are drawn.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The outputs of all steps, (T, B, R).</summary>
    /// <param name="rows">Vectors of the distinct words, (U, E).</param>
    /// <param name="positions">Which of them each input is, time first, (T·B).</param>
    /// <param name="length">T.</param>
    /// <param name="keep">Whether <see cref="Backward"/> will follow. Where it will not, everything is computed in the network's own format.</param>
    public abstract Tensor Forward(Tensor rows, Tensor positions, int length, bool keep);

    /// <summary>The gates' outputs in the window that went through last; only between a forward that keeps and its backward.</summary>
    public virtual IReadOnlyList<Gate> Gates() => [];

    /// <summary>From the loss's gradient by the outputs, (T, B, R), those by the distinct words' vectors, (U, E), and by <see cref="Parameters"/> in
    /// their order.</summary>
    /// <param name="outputs">The caller gives it away.</param>
    public abstract (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs);

    public virtual void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }
    }
}
