using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>A cell one number of whose results is wrong.</summary>
/// <param name="right">What computes the others; it is disposed of with this one.</param>
/// <param name="outputs">Added to the last output of a window.</param>
/// <param name="gradients">Added to the last number of the last weight's gradient.</param>
internal sealed class WrongCell(RecurrentCell right, float outputs, float gradients) : RecurrentCell
{
    public override IReadOnlyList<Parameter> Parameters => right.Parameters;

    public override Tensor Forward(Tensor rows, Tensor positions, int length, bool keep)
    {
        var states = right.Forward(rows, positions, length, keep);
        TensorSpan.Of<float>(states)[^1] += outputs;
        return states;
    }

    public override (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var (rows, weights) = right.Backward(outputs);
        Gradient[] all = [.. weights];
        TensorSpan.Of<float>(all[^1].Value)[^1] += gradients;
        return (rows, all);
    }

    public override void Dispose()
    {
        base.Dispose();
        right.Dispose();
    }
}
