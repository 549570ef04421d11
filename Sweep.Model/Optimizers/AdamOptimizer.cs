using static TorchSharp.torch;

namespace Sweep.Model.Optimizers;

/// <summary>
/// Adam (Kingma and Ba, 2015) in TensorFlow 1's form: rate · sqrt(1 − β2^t) / (1 − β1^t) · m / (sqrt(v) + 1e-8), β1 0.9, β2 0.999; t counts all steps,
/// also those that did not touch a row.
/// </summary>
internal sealed class AdamOptimizer(double rate) : Optimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    protected override IEnumerable<Tensor> NewSlots(Tensor weights) => [zeros_like(weights), zeros_like(weights)];

    protected override void Update(Tensor weights, IReadOnlyList<Tensor> slots, Tensor gradient, long step)
    {
        var (mean, square) = (slots[0], slots[1]);
        mean.mul_(Beta1).add_(gradient, 1 - Beta1);
        square.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        var corrected = rate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step));
        weights.addcdiv_(mean, square.sqrt().add_(Epsilon), -corrected);
    }
}
