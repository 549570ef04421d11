using static TorchSharp.torch;

namespace Sweep.Model.Optimizers;

/// <summary>TensorFlow 1's MomentumOptimizer: accumulator ← momentum · accumulator + gradient; weight ← weight − rate · accumulator.</summary>
internal sealed class MomentumOptimizer(double rate, double momentum) : Optimizer
{
    protected override IEnumerable<Tensor> NewSlots(Tensor weights) => [zeros_like(weights)];

    protected override void Update(Tensor weights, IReadOnlyList<Tensor> slots, Tensor gradient, long step)
    {
        slots[0].mul_(momentum).add_(gradient);
        weights.add_(slots[0], -rate);
    }
}
