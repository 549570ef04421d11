using Sweep.Model.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Models;

/// <summary>Each cell's backward pass, by hand or by libtorch, is the derivative of its forward pass.</summary>
public sealed class CellGradientTests
{
    private const int Steps = 4;
    private const int Batch = 2;
    private const int Embedding = 3;
    private const int Size = 5;

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Backward_OfAllOutputs_AgreesWithFiniteDifferences(CellKind kind)
    {
        using var scope = new TorchScope();
        using var cell = Cells.Create(kind, Embedding, Size);
        var input = tensor(Tiny.Numbers(1, Steps * Batch * Embedding), [Steps, Batch, Embedding]);
        var byOutputs = tensor(Tiny.Numbers(2, Steps * Batch * Size), [Steps, Batch, Size]);

        cell.Forward(input, keep: true);
        var (byInput, byWeights) = cell.Backward(byOutputs.clone());
        var gradients = byWeights.ToList();

        Assert.Equal(cell.Parameters, gradients.Select(gradient => gradient.Parameter));
        FiniteDifferences.AssertAgree("input", input, byInput, Loss);
        foreach (var (parameter, gradient, rows) in gradients)
        {
            Assert.Null(rows);
            FiniteDifferences.AssertAgree(parameter.Name, parameter.Value, gradient, Loss);
        }

        double Loss()
        {
            using var inner = NewDisposeScope();
            return (cell.Forward(input, keep: false) * byOutputs).sum().item<double>();
        }
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Backward_OfASingleStep_AgreesWithFiniteDifferences(CellKind kind)
    {
        using var scope = new TorchScope();
        using var cell = Cells.Create(kind, Embedding, Size);
        var input = tensor(Tiny.Numbers(3, Batch * Embedding), [1, Batch, Embedding]);
        var byOutputs = tensor(Tiny.Numbers(4, Batch * Size), [1, Batch, Size]);

        cell.Forward(input, keep: true);
        var (byInput, _) = cell.Backward(byOutputs.clone());

        FiniteDifferences.AssertAgree("input", input, byInput, () =>
        {
            using var inner = NewDisposeScope();
            return (cell.Forward(input, keep: false) * byOutputs).sum().item<double>();
        });
    }
}
