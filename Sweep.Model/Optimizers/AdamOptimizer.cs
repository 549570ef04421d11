using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Optimizers;

/// <summary>
/// Adam (Kingma and Ba, 2015) in TensorFlow 1's form: rate · sqrt(1 − β2^t) / (1 − β1^t) · m / (sqrt(v) + 1e-8), β1 0.9, β2 0.999; t
/// counts all steps, also those that did not touch a row.
/// </summary>
internal sealed class AdamOptimizer(double rate) : Optimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    protected override IEnumerable<Tensor> NewAccumulators(Tensor weights) => [zeros_like(weights), zeros_like(weights)];

    protected override void Update<T>(Span<T> weights, Span<T> first, Span<T> second, ReadOnlySpan<T> gradient, long step)
    {
        var corrected = rate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step));
        Span<T> scratch = stackalloc T[weights.Length];
        TensorPrimitives.Multiply(gradient, T.CreateTruncating(1 - Beta1), scratch);
        TensorPrimitives.MultiplyAdd(first, T.CreateTruncating(Beta1), scratch, first);
        TensorPrimitives.Multiply(gradient, gradient, scratch);
        TensorPrimitives.Multiply(scratch, T.CreateTruncating(1 - Beta2), scratch);
        TensorPrimitives.MultiplyAdd(second, T.CreateTruncating(Beta2), scratch, second);
        TensorPrimitives.Sqrt(second, scratch);
        TensorPrimitives.Add(scratch, T.CreateTruncating(Epsilon), scratch);
        TensorPrimitives.Divide(first, scratch, scratch);
        TensorPrimitives.MultiplyAdd(scratch, T.CreateTruncating(-corrected), weights, weights);
    }
}
