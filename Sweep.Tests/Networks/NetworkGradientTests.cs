using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>The whole network's gradients, when words occur twice in a window and a target is drawn as a negative too.</summary>
public sealed class NetworkGradientTests
{
    private const int Vocabulary = 7;
    private const int Length = 3;
    private const int Batch = 2;

    [Theory]
    [InlineData(CellKind.Basic, TargetKind.Last)]
    [InlineData(CellKind.Basic, TargetKind.All)]
    [InlineData(CellKind.Gru, TargetKind.Last)]
    [InlineData(CellKind.Gru, TargetKind.All)]
    [InlineData(CellKind.Lstm, TargetKind.Last)]
    [InlineData(CellKind.Lstm, TargetKind.All)]
    public void LossAndGradients_OfAStep_AgreeWithFiniteDifferences(CellKind cell, TargetKind targets)
    {
        using var scope = new TorchScope();
        var options = Tiny.Options with { Cell = cell, Targets = targets, EmbeddingSize = 3, RnnSize = 4, HiddenSize = 3 };
        using var network = new RecurrentNetwork(options, Tiny.Numbers(1, Vocabulary), ScalarType.Float64);
        Cells.Shift(network.Parameters);
        var words = Words(targets, out var touched);

        var (_, gradients) = network.LossAndGradients(words);
        var whole = gradients.ToDictionary(gradient => gradient.Parameter, Whole);

        Assert.Equal(network.Parameters, gradients.Select(gradient => gradient.Parameter));
        Assert.Equal(touched, gradients.Single(gradient => gradient.Parameter.Name == "embedding").Rows!.data<long>().Order());
        foreach (var parameter in network.Parameters)
        {
            FiniteDifferences.AssertAgree(parameter.Name, parameter.Value, whole[parameter], () =>
            {
                using var inner = NewDisposeScope();
                return network.LossAndGradients(words).Loss.item<double>();
            });
        }
    }

    private static StepWords Words(TargetKind targets, out long[] touched)
    {
        var count = targets is TargetKind.Last ? Batch : Batch * Length;
        var factory = new StepWordsFactory(Vocabulary, Length, Batch, count, negatives: 4);
        long[] inputs = [5, 2, 2, 5, 2, 6];
        inputs.CopyTo(factory.Inputs);
        long[] outputs = [0, 3, 3, 0, 1, 0];
        outputs.AsSpan(0, count).CopyTo(factory.Targets);
        touched = [2, 5, 6];

        var words = factory.Create(SeededRandom.For(1, "words"), ScalarType.Float64);
        Assert.Contains(0, words.OutputIds.data<long>().Skip(count));
        return words;
    }

    /// <summary>Returns a table's gradient over all its rows; rows that the step did not touch have zeros.</summary>
    private static Tensor Whole(Gradient gradient) =>
        gradient.Rows is { } rows ? zeros_like(gradient.Parameter.Value).index_add_(0, rows, gradient.Value, 1) : gradient.Value;
}
