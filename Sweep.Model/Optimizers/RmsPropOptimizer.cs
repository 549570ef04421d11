using static TorchSharp.torch;

namespace Sweep.Model.Optimizers;

/// <summary>
/// RMSProp (Hinton, lecture 6e) with TensorFlow 1's constants: mean square ← 0.9 · it + 0.1 · gradient², from 1 at the start;
/// weight ← weight − rate · gradient / sqrt(mean square + 1e-10). No momentum.
/// </summary>
internal sealed class RmsPropOptimizer(double rate) : Optimizer
{
    private const double Decay = 0.9;
    private const double Epsilon = 1e-10;

    protected override IEnumerable<Tensor> NewSlots(Tensor weights) => [ones_like(weights)];

    protected override void Update(Tensor weights, IReadOnlyList<Tensor> slots, Tensor gradient, long step)
    {
        slots[0].mul_(Decay).addcmul_(gradient, gradient, 1 - Decay);
        weights.addcdiv_(gradient, slots[0].add(Epsilon).sqrt_(), -rate);
    }
}
