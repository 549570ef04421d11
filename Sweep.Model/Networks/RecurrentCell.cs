using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// One recurrent layer over a window, from state zero. Forward keeps what backward needs, so calls come in pairs on one thread.
/// </summary>
internal abstract class RecurrentCell : IDisposable
{
    /// <summary>The layer's weights, in the order in which they are drawn.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The outputs of all steps, (T, B, R), of an input (T, B, E).</summary>
    /// <param name="input">The words' vectors.</param>
    /// <param name="keep">Whether <see cref="Backward"/> will follow.</param>
    public abstract Tensor Forward(Tensor input, bool keep);

    /// <summary>From the loss's gradient by the outputs, (T, B, R), those by the weights and by the input, (T, B, E).</summary>
    public abstract (Tensor Input, IEnumerable<Gradient> Weights) Backward(Tensor outputs);

    public virtual void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }
    }
}
