using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>The window model's arithmetic, when words occur twice in a window and a target is drawn as a negative too.</summary>
public sealed class WindowNetworkTests
{
    private const int Vocabulary = 7;
    private const int Batch = 2;
    private const int Embedding = 3;
    private const int Hidden = 5;

    [Fact]
    public void LossAndGradients_OfAStep_AgreeWithFiniteDifferences()
    {
        using var scope = new TorchScope();
        using var network = Network();
        var words = Words();

        var (_, gradients) = network.LossAndGradients(words);

        Assert.Equal(network.Parameters, gradients.Select(gradient => gradient.Parameter));
        Assert.Equal([2, 3, 5, 6], gradients[0].Rows!.data<long>().Order());
        foreach (var gradient in gradients)
        {
            FiniteDifferences.AssertAgree(gradient.Parameter.Name, gradient.Parameter.Value, Whole(gradient), () =>
            {
                using var inner = NewDisposeScope();
                return network.LossAndGradients(words).Loss.item<double>();
            });
        }
    }

    [Fact]
    public void LossAndGradients_OfAStep_AgreeWithAutograd()
    {
        using var scope = new TorchScope();
        using var network = Network();
        var words = Words();
        var (loss, gradients) = network.LossAndGradients(words);
        using var tracked = enable_grad();
        Tensor[] weights = [.. network.Parameters.Select(parameter => parameter.Value.clone().requires_grad_())];

        var expected = PlainLoss(weights, words);
        expected.backward();

        Assert.Equal(expected.item<double>(), loss.item<double>(), tolerance: 1e-12);
        foreach (var (gradient, weight) in gradients.Zip(weights))
        {
            Assert.True(allclose(Whole(gradient), weight.grad!, rtol: 1e-10, atol: 1e-13), gradient.Parameter.Name);
        }
    }

    [Fact]
    public void Logits_OfAWindow_AreOfItsFourWordsInTheOrderOfTheText()
    {
        using var scope = new TorchScope();
        using var network = Network();
        var plain = PlainWeights.Of(network.Parameters);

        // Two windows, column by column: 1 2 · 3 4 and 5 0 · 0 6.
        var logits = FiniteDifferences.Numbers(network.Logits(tensor(new long[] { 1, 5, 2, 0, 3, 0, 4, 6 }, 4, 2)));

        double[] expected = [.. Slow(plain, 1, 2, 3, 4), .. Slow(plain, 5, 0, 0, 6)];
        Assert.Equal(expected, logits, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(InitializationKind.Study, 0.013)]
    [InlineData(InitializationKind.Scaled, 1)]
    public void HiddenWeights_AtTheStart_AreOfFanInFourEmbeddings(InitializationKind kind, double variance)
    {
        using var scope = new TorchScope();
        using var network = new WindowNetwork(
            Options with { Initialization = kind, EmbeddingSize = 40, HiddenSize = 80 }, Tiny.Numbers(1, 400), ScalarType.Float64);

        var hidden = network.Parameters[1];
        var numbers = FiniteDifferences.Numbers(hidden.Value);

        Assert.Equal(
            ["embedding", "hidden/weights", "hidden/bias", "output/weights", "output/bias"],
            network.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([160, 80], hidden.Value.shape);
        // 12,800 numbers; when a normal is cut at two deviations, it keeps 0.879626 of its deviation.
        Assert.Equal(1, Math.Sqrt(numbers.Average(number => number * number)) / (0.879626 * Math.Sqrt(variance / 160)), tolerance: 0.03);
    }

    private static TrainingOptions Options { get; } =
        Tiny.Options with { Model = ModelKind.Window, EmbeddingSize = Embedding, HiddenSize = Hidden };

    private static WindowNetwork Network()
    {
        var network = new WindowNetwork(Options, Tiny.Numbers(1, Vocabulary), ScalarType.Float64);
        Cells.Shift(network.Parameters);
        return network;
    }

    private static StepWords Words()
    {
        var factory = new StepWordsFactory(Vocabulary, length: 4, Batch, targets: Batch, negatives: 4);
        long[] inputs = [5, 2, 2, 5, 2, 6, 3, 2];
        inputs.CopyTo(factory.Inputs);
        long[] targets = [0, 3];
        targets.CopyTo(factory.Targets);
        var words = factory.Create(SeededRandom.For(1, "words"), ScalarType.Float64);
        Assert.Contains(0, words.OutputIds.data<long>().Skip(Batch));
        return words;
    }

    /// <summary>The straightforward implementation: four look-ups side by side, and the loss term by term.</summary>
    private static Tensor PlainLoss(Tensor[] weights, StepWords words)
    {
        var ids = words.InputRows.index_select(0, words.InputPositions).view(4, Batch);
        var context = cat([.. Enumerable.Range(0, 4).Select(t => weights[0].index_select(0, ids[t]))], 1);
        var hidden = (context.matmul(weights[1]) + weights[2]).tanh();
        var (targets, negatives) = (words.OutputIds.narrow(0, 0, Batch), words.OutputIds.narrow(0, Batch, 4));
        var (targetWeights, targetBias) = (weights[3].index_select(0, targets), weights[4].index_select(0, targets));
        var (negativeWeights, negativeBias) = (weights[3].index_select(0, negatives), weights[4].index_select(0, negatives));
        var byTrue = (hidden * targetWeights).sum(1) + targetBias - words.Correction.TrueLogCounts;
        var byNegative = hidden.matmul(negativeWeights.t()) + negativeBias - words.Correction.NegativeLogCounts;
        return (nn.functional.softplus(-byTrue).sum() + nn.functional.softplus(byNegative).sum()) / Batch;
    }

    private static double[] Slow(PlainWeights weights, params int[] window)
    {
        double[] context = [.. window.SelectMany(id => weights.Row("embedding", id))];
        double[] hidden =
        [
            .. weights.Product("hidden/weights", context).Zip(weights.Vector("hidden/bias"), (product, bias) => Math.Tanh(product + bias)),
        ];
        return [.. weights.Product("output/weights", hidden).Zip(weights.Vector("output/bias"), (product, bias) => product + bias)];
    }

    /// <summary>Returns a table's gradient over all its rows; rows that the step did not touch have zeros.</summary>
    private static Tensor Whole(Gradient gradient) =>
        gradient.Rows is { } rows ? zeros_like(gradient.Parameter.Value).index_add_(0, rows, gradient.Value, 1) : gradient.Value;
}
