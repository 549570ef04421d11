using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Optimizers;

/// <summary>
/// RMSProp (Hinton, lecture 6e) with TensorFlow 1's constants: mean square ← 0.9 · mean square + 0.1 · gradient², from 1 at the start;
/// weight ← weight − rate · gradient / sqrt(mean square + 1e-10). It has no momentum.
/// </summary>
internal sealed class RmsPropOptimizer(double rate) : Optimizer
{
    private const double Decay = 0.9;
    private const double Epsilon = 1e-10;

    protected override IEnumerable<Tensor> NewAccumulators(Tensor weights) => [ones_like(weights)];

    protected override void Update<T>(Span<T> weights, Span<T> first, Span<T> second, ReadOnlySpan<T> gradient, long step)
    {
        Span<T> scratch = stackalloc T[weights.Length];
        TensorPrimitives.Multiply(gradient, gradient, scratch);
        TensorPrimitives.Multiply(scratch, T.CreateTruncating(1 - Decay), scratch);
        TensorPrimitives.MultiplyAdd(first, T.CreateTruncating(Decay), scratch, first);
        TensorPrimitives.Add(first, T.CreateTruncating(Epsilon), scratch);
        TensorPrimitives.Sqrt(scratch, scratch);
        TensorPrimitives.Divide(gradient, scratch, scratch);
        TensorPrimitives.MultiplyAdd(scratch, T.CreateTruncating(-rate), weights, weights);
    }
}
