using System.Numerics;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Optimizers;

/// <summary>
/// TensorFlow 1's MomentumOptimizer: accumulator ← momentum · accumulator + gradient; weight ← weight − rate · accumulator.
/// </summary>
internal sealed class MomentumOptimizer(double rate, double momentum) : Optimizer
{
    protected override IEnumerable<Tensor> NewAccumulators(Tensor weights) => [zeros_like(weights)];

    // One pass over memory: when a layer is large, memory bandwidth limits the speed.
    protected override void Update<T>(Span<T> weights, Span<T> first, Span<T> second, ReadOnlySpan<T> gradient, long step)
    {
        ref var weight = ref weights.Row(0, 0);
        ref var accumulator = ref first.Row(0, 0);
        ref readonly var slope = ref gradient.Row(0, 0);
        var (decay, descent) = (Vector.Create(T.CreateTruncating(momentum)), Vector.Create(T.CreateTruncating(-rate)));
        var size = weights.Length;
        for (var i = 0; i < size; i += Vector<T>.Count)
        {
            var moved = (SimdRow.Read(ref accumulator, i, size) * decay) + SimdRow.Read(in slope, i, size);
            moved.Write(ref accumulator, i, size);
            (SimdRow.Read(ref weight, i, size) + (moved * descent)).Write(ref weight, i, size);
        }
    }
}
