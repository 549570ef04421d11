using Sweep.Model.Configuration;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Each cell's backward pass is the derivative of its forward pass.</summary>
public sealed class CellGradientTests
{
    private const int Steps = 4;
    private const int Batch = 2;
    private const int Embedding = 3;
    private const int Size = 5;

    [Theory]
    [MemberData(nameof(Cells.All), MemberType = typeof(Cells))]
    public void Backward_OfAllOutputs_AgreesWithFiniteDifferences(CellKind kind)
    {
        using var scope = new TorchScope();
        using var cell = Cells.Create(kind, Embedding, Size);
        var words = tensor(Tiny.Numbers(1, 6 * Embedding), [6, Embedding]);
        var positions = tensor([0L, 1, 2, 0, 3, 4, 5, 1]); // words 0 and 1 stand twice in the window
        var byOutputs = tensor(Tiny.Numbers(2, Steps * Batch * Size), [Steps, Batch, Size]);

        cell.Forward(words, positions, Steps, keep: true);
        var (byWords, weightGrad) = cell.Backward(byOutputs.clone());
        var gradients = weightGrad.ToList();

        Assert.Equal(cell.Parameters, gradients.Select(gradient => gradient.Parameter));
        FiniteDifferences.AssertAgree("words", words, byWords, Loss);
        foreach (var (parameter, gradient, rows) in gradients)
        {
            Assert.Null(rows);
            FiniteDifferences.AssertAgree(parameter.Name, parameter.Value, gradient, Loss);
        }

        double Loss()
        {
            using var inner = NewDisposeScope();
            return (cell.Forward(words, positions, Steps, keep: false) * byOutputs).sum().item<double>();
        }
    }

    [Theory]
    [MemberData(nameof(Cells.All), MemberType = typeof(Cells))]
    public void Backward_OfASingleStep_AgreesWithFiniteDifferences(CellKind kind)
    {
        using var scope = new TorchScope();
        using var cell = Cells.Create(kind, Embedding, Size);
        var words = tensor(Tiny.Numbers(3, Batch * Embedding), [Batch, Embedding]);
        var positions = tensor([1L, 0]);
        var byOutputs = tensor(Tiny.Numbers(4, Batch * Size), [1, Batch, Size]);

        cell.Forward(words, positions, 1, keep: true);
        var (byWords, _) = cell.Backward(byOutputs.clone());

        FiniteDifferences.AssertAgree("words", words, byWords, () =>
        {
            using var inner = NewDisposeScope();
            return (cell.Forward(words, positions, 1, keep: false) * byOutputs).sum().item<double>();
        });
    }
}
