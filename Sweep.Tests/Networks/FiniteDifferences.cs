using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Holds a gradient against central differences of the loss, number by number, in float64.</summary>
internal static class FiniteDifferences
{
    // Of fourth order, so that the nudge can be wide: the difference's own error is about 1e-13 from the fifth derivative and 1e-12 from rounding.
    private const double Nudge = 1e-3;
    private const double Tolerance = 1e-6;

    /// <param name="name">What is varied, for the message.</param>
    /// <param name="variable">Contiguous; each number is moved and put back.</param>
    /// <param name="gradient">What is claimed, of the same shape.</param>
    /// <param name="loss">The loss with the variable as it now is.</param>
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
            // Numbers far below the largest drown in the difference's rounding; they are held to a hundredth of it.
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
