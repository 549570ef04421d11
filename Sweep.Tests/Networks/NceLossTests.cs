using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

public sealed class NceLossTests
{
    [Fact]
    public void Compute_OfOneTargetAndOneNegative_IsTheSumOfBothSoftplus()
    {
        using var scope = new TorchScope();

        // True logit 2 · 0.5 + 0.1 − ln 0.25, negative logit 2 · (−1) + 0.3 − ln 0.5.
        var result = Compute([2], [0.5, -1], [0.1, 0.3], [Math.Log(0.25)], [Math.Log(0.5)], targets: 1);

        var (positive, negative) = (1.1 + Math.Log(4), -1.7 + Math.Log(2));
        Assert.Equal(Math.Log(1 + Math.Exp(-positive)) + Math.Log(1 + Math.Exp(negative)), result.Loss.item<double>(), precision: 12);
    }

    [Fact]
    public void Compute_OfTwoTargets_AveragesOverThem()
    {
        using var scope = new TorchScope();

        // All logits are 0, so every softplus is ln 2: each target has its own and that of three negatives.
        var result = Compute([0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0], [0, 0, 0], targets: 2);

        Assert.Equal(4 * Math.Log(2), result.Loss.item<double>(), precision: 12);
    }

    [Fact]
    public void Compute_OfHugeLogits_IsExactAndFinite()
    {
        using var scope = new TorchScope();

        var result = Compute([1000], [-1, 2], [0, 0], [0], [0], targets: 1);

        Assert.Equal(1000 + 2000, result.Loss.item<double>());
        Assert.Equal([-1.0, 1.0], FiniteDifferences.Numbers(result.Bias));
    }

    [Fact]
    public void Compute_OfAnyWords_HasGradientsThatAgreeWithFiniteDifferences()
    {
        using var scope = new TorchScope();
        const int Targets = 3;
        const int Negatives = 4;
        const int Hidden = 2;
        var hidden = tensor(Tiny.Numbers(1, Targets * Hidden), [Targets, Hidden]);
        var weights = tensor(Tiny.Numbers(2, (Targets + Negatives) * Hidden), [Targets + Negatives, Hidden]);
        var bias = tensor(Tiny.Numbers(3, Targets + Negatives));
        var correction = new NceLoss.Correction(tensor(Tiny.Numbers(4, Targets)), tensor(Tiny.Numbers(5, Negatives)));

        var result = NceLoss.Compute(hidden, weights, bias, correction);

        FiniteDifferences.AssertAgree("hidden", hidden, result.Hidden, Loss);
        FiniteDifferences.AssertAgree("weights", weights, result.Weights, Loss);
        FiniteDifferences.AssertAgree("bias", bias, result.Bias, Loss);

        double Loss()
        {
            using var inner = NewDisposeScope();
            return NceLoss.Compute(hidden, weights, bias, correction).Loss.item<double>();
        }
    }

    private static NceLoss.Result Compute(
        double[] hidden, double[] weights, double[] bias, double[] trueCounts, double[] negativeCounts, int targets) =>
        NceLoss.Compute(
            tensor(hidden, [targets, 1]),
            tensor(weights, [weights.Length, 1]),
            tensor(bias),
            new(tensor(trueCounts), tensor(negativeCounts)));
}
