using Sweep.Model.Configuration;
using Sweep.Model.Histograms;
using Sweep.Model.Networks;
using Sweep.Tests.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Histograms;

public sealed class StepHistogramTests
{
    [Fact]
    public void Add_OfAGateAmongOthers_CountsItsColumnsAlone()
    {
        using var scope = new TorchScope();
        // Two tensors of two rows each: columns 1 and 2 of both hold 0 … 7, all other columns 100.
        Tensor[] tensors = [tensor([100f, 0, 1, 100, 100, 2, 3, 100], [2, 1, 4]), tensor([100f, 4, 5, 100, 100, 6, 7, 100], [2, 1, 4])];
        var histograms = new StepHistograms();

        histograms.Add(new Activations(tensor([1f]), tensor([2f]), tensor([3f]), [new("reset", tensors, 1, 2)]));

        var gate = histograms.All.Single(one => one.Name == "gates/reset");
        Assert.Equal((0.0, 7.0, 8L), (gate.Left, gate.Right, gate.Counts.Sum()));
        Assert.Equal(["outputs/embedding", "outputs/rnn", "outputs/hidden", "gates/reset"], histograms.All.Select(one => one.Name));
    }

    [Fact]
    public void Add_OfATransposedTensor_CountsItsElements()
    {
        using var scope = new TorchScope();
        var histograms = new StepHistograms();

        histograms.Add(new Activations(tensor(new float[] { 0, 1, 2, 30 }, [2, 2]).t(), tensor([2f]), tensor([3f]), []));

        Assert.Equal([(0, 1L), (1, 1L), (2, 1L), (29, 1L)], histograms.All[0].Counts.Index().Where(bin => bin.Item > 0));
    }

    [Theory]
    [MemberData(nameof(Cells.All), MemberType = typeof(Cells))]
    public void Gates_OfAWindow_GiveItsOutputs(CellKind kind)
    {
        using var scope = new TorchScope();
        using var cell = Cells.Create(kind, 3, 5);
        var outputs = cell.Forward(tensor(Tiny.Numbers(1, 6), [2, 3]), tensor([0L, 1, 1, 0]), length: 2, keep: true); // (2, 2, 5)

        var gates = cell.Gates().ToDictionary(gate => gate.Name, Whole);

        // The first step starts from state zero, so its output is h = (1 − u)∘c or o∘tanh(i∘g).
        switch (kind)
        {
            case CellKind.Basic:
                Assert.Empty(gates);
                break;
            case CellKind.Gru:
                Assert.Equal(["candidate", "reset", "update"], gates.Keys.Order());
                AssertClose((1 - gates["update"][0]) * gates["candidate"][0], outputs[0]);
                break;
            default:
                Assert.Equal(["candidate", "forget", "input", "output"], gates.Keys.Order());
                AssertClose(gates["output"][0] * (gates["input"][0] * gates["candidate"][0]).tanh(), outputs[0]);
                Assert.Equal([2L, 2, 5], gates["forget"].shape);
                break;
        }
    }

    /// <summary>All steps of a gate, (T, B, R).</summary>
    private static Tensor Whole(Gate gate) => gate.Tensors[0].dim() == 3
        ? gate.Tensors[0].narrow(2, gate.First, gate.Width)
        : stack([.. gate.Tensors.Select(step => step.narrow(1, gate.First, gate.Width))]);

    private static void AssertClose(Tensor expected, Tensor actual) => Assert.True(allclose(expected, actual));
}
