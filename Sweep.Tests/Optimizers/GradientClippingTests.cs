using Sweep.Model.Networks;
using Sweep.Model.Optimizers;
using Sweep.Tests.Networks;

namespace Sweep.Tests.Optimizers;

public sealed class GradientClippingTests
{
    [Fact]
    public void GlobalNorm_OfSeveralGradients_IsThatOfAllNumbersTogether()
    {
        using var scope = new TorchScope();

        // 3² + 4² + 12² = 13²
        Assert.Equal(13, GradientClipping.GlobalNorm(Gradients()), precision: 12);
    }

    [Fact]
    public void Clip_AboveTheLimit_ScalesAllToIt()
    {
        using var scope = new TorchScope();
        var gradients = Gradients();

        GradientClipping.Clip(gradients, 13, 6.5);

        Assert.Equal([1.5, 2.0], FiniteDifferences.Numbers(gradients[0].Value));
        Assert.Equal([-6.0], FiniteDifferences.Numbers(gradients[1].Value));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(100)]
    public void Clip_WithinTheLimit_ChangesNothing(double limit)
    {
        using var scope = new TorchScope();
        var gradients = Gradients();

        GradientClipping.Clip(gradients, 13, limit);

        Assert.Equal([3.0, 4.0], FiniteDifferences.Numbers(gradients[0].Value));
        Assert.Equal([-12.0], FiniteDifferences.Numbers(gradients[1].Value));
    }

    private static Gradient[] Gradients()
    {
        var parameter = new Parameter("weight", TorchScope.Vector(0.0));
        return [new(parameter, TorchScope.Vector(3.0, 4.0)), new(parameter, TorchScope.Vector(-12.0))];
    }
}
