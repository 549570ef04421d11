using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Compares a gradient with central differences of the loss, number by number, in float64.</summary>
internal static class FiniteDifferences
{
    // The differences are of fourth order, so the nudge can be wide: their own error is about 1e-13 from the fifth derivative and 1e-12
    // from rounding.
    private const double Nudge = 1e-3;
    private const double Tolerance = 1e-6;

    /// <param name="name">The name of the variable, for the message.</param>
    /// <param name="variable">A contiguous tensor; each number is moved and put back.</param>
    /// <param name="gradient">The gradient to check, of the same shape.</param>
    /// <param name="loss">Computes the loss with the variable's current numbers.</param>
    public static void AssertAgree(string name, Tensor variable, Tensor gradient, Func<double> loss)
    {
        Assert.Equal(variable.shape, gradient.shape);
        var claimed = Numbers(gradient);
        var measured = new double[claimed.Length];
        for (var i = 0; i < measured.Length; i++)
        {
            measured[i] = ((8 * Rise(variable, i, Nudge, loss)) - Rise(variable, i, 2 * Nudge, loss)) / (12 * Nudge);
        }

        var largest = measured.Max(Math.Abs);
        Assert.True(largest > 1e-4, $"{name} does not matter to the loss, so nothing is checked");
        for (var i = 0; i < measured.Length; i++)
        {
            // If a number is far below the largest one, the difference's rounding hides it; its tolerance is that of a hundredth of the
            // largest.
            var allowed = Tolerance * Math.Max(Math.Abs(measured[i]), largest / 100);
            Assert.True(Math.Abs(claimed[i] - measured[i]) <= allowed, $"{name}[{i}]: gradient {claimed[i]:R}, difference {measured[i]:R}");
        }
    }

    /// <summary>A float64 tensor's numbers in row order.</summary>
    public static double[] Numbers(Tensor tensor)
    {
        Assert.Equal(ScalarType.Float64, tensor.dtype);
        using var whole = tensor.detach().contiguous();
        return MemoryMarshal.Cast<byte, double>(whole.bytes).ToArray();
    }

    private static double Rise(Tensor variable, int index, double nudge, Func<double> loss) =>
        LossAt(variable, index, nudge, loss) - LossAt(variable, index, -nudge, loss);

    private static double LossAt(Tensor variable, int index, double nudge, Func<double> loss)
    {
        var before = Element(variable, index);
        Element(variable, index) = before + nudge;
        var value = loss();
        Element(variable, index) = before;
        return value;
    }

    private static ref double Element(Tensor tensor, int index) => ref MemoryMarshal.Cast<byte, double>(tensor.bytes)[index];
}
