using Sweep.Model.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Model.Optimizers;

/// <summary>Computes the global norm over all parameters, and clips by it (Pascanu, Mikolov and Bengio, 2013).</summary>
internal static class GradientClipping
{
    /// <summary>Returns the square root of the sum of all squares.</summary>
    public static double GlobalNorm(IReadOnlyList<Gradient> gradients)
    {
        using var scope = NewDisposeScope();
        return stack([.. gradients.Select(gradient => gradient.Value.norm())]).norm().Number();
    }

    /// <summary>Scales all gradients in place so that their global norm is at most <paramref name="limit"/>.</summary>
    public static void Clip(IReadOnlyList<Gradient> gradients, double norm, double limit)
    {
        if (norm > limit)
        {
            using var factor = (limit / norm).ToScalar();
            foreach (var gradient in gradients)
            {
                gradient.Value.mul_(factor);
            }
        }
    }
}
