using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Optimizers;

/// <summary>TensorFlow 1's MomentumOptimizer: accumulator ← momentum · accumulator + gradient; weight ← weight − rate · accumulator.</summary>
internal sealed class MomentumOptimizer(double rate, double momentum) : Optimizer
{
    protected override IEnumerable<Tensor> NewSlots(Tensor weights) => [zeros_like(weights)];

    protected override void Update<T>(Span<T> weights, Span<T> first, Span<T> second, ReadOnlySpan<T> gradient, long step)
    {
        TensorPrimitives.MultiplyAdd(first, T.CreateTruncating(momentum), gradient, first);
        TensorPrimitives.MultiplyAdd(first, T.CreateTruncating(-rate), weights, weights);
    }
}
