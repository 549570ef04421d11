using System.Numerics;
using Sweep.Model.Networks;
using Sweep.Tests.Training;

namespace Sweep.Tests.Networks;

public sealed class ActivationFunctionsTests
{
    // A float has a precision of 24 bits; the tolerance is three units in the last place.
    private const double Tolerance = 3.0 / (1 << 24);

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-2)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(80)]
    public void Everything_OfFloatsOfAnySize_IsRightToTheLastBits(double largest)
    {
        foreach (var x in Numbers(largest))
        {
            AssertNear(1 / (1 + Math.Exp(-(double)x)), ActivationFunctions.Sigmoid(new Vector<float>(x))[0]);
            AssertNear(Math.Tanh(x), ActivationFunctions.Tanh(new Vector<float>(x))[0]);

            // Softplus is a summand of the loss, so the tolerance is relative to at least 1.
            Assert.Equal(
                Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs((double)x))),
                ActivationFunctions.Softplus(new Vector<float>(x))[0],
                Tolerance * Math.Max(1, x));
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1, 1)]
    [InlineData(1e30f, 1, 1)]
    [InlineData(float.NegativeInfinity, 0, -1)]
    [InlineData(-1e30f, 0, -1)]
    public void SigmoidAndTanh_OfHugeNumbers_AreTheirLimits(float x, float sigmoid, float tanh)
    {
        Assert.Equal(sigmoid, ActivationFunctions.Sigmoid(new Vector<float>(x))[0], 1e-37f);
        Assert.Equal(tanh, ActivationFunctions.Tanh(new Vector<float>(x))[0]);
        Assert.Equal(sigmoid, ActivationFunctions.Sigmoid(new Vector<double>(x))[0], 1e-300);
        Assert.Equal(tanh, ActivationFunctions.Tanh(new Vector<double>(x))[0]);
    }

    [Fact]
    public void Everything_OfNaN_IsNaN()
    {
        // If a network diverges, the training has to notice it.
        Assert.Equal(float.NaN, ActivationFunctions.Sigmoid(new Vector<float>(float.NaN))[0]);
        Assert.Equal(float.NaN, ActivationFunctions.Tanh(new Vector<float>(float.NaN))[0]);
        Assert.Equal(float.NaN, ActivationFunctions.Softplus(new Vector<float>(float.NaN))[0]);
        Assert.Equal(double.NaN, ActivationFunctions.Sigmoid(new Vector<double>(double.NaN))[0]);
        Assert.Equal(double.NaN, ActivationFunctions.Tanh(new Vector<double>(double.NaN))[0]);
        Assert.Equal(double.NaN, ActivationFunctions.Softplus(new Vector<double>(double.NaN))[0]);
    }

    private static IEnumerable<float> Numbers(double largest) => Tiny.Numbers(1, 1_000).Select(x => (float)(x * largest));

    private static void AssertNear(double expected, float actual) =>
        Assert.True(Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected), $"found {actual:R}, expected {expected:R}");
}
