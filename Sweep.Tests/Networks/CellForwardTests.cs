using Sweep.Model.Configuration;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

public sealed class CellForwardTests
{
    private const int Steps = 4;
    private const int Batch = 2;
    private const int Embedding = 3;
    private const int Size = 5;
    private const int Words = 6;

    // Words 0 and 1 stand twice in the window.
    private static readonly long[] _positions = [0, 1, 2, 0, 3, 4, 5, 1];

    [Theory]
    [MemberData(nameof(Cells.All), MemberType = typeof(Cells))]
    public void Forward_OfAWindow_FollowsTheEquations(CellKind kind)
    {
        using var scope = new TorchScope();
        using var cell = Cells.Create(kind, Embedding, Size);
        var words = Tiny.Numbers(1, Words * Embedding);
        var input = _positions.SelectMany(word => words.AsSpan((int)word * Embedding, Embedding).ToArray()).ToArray();

        var outputs = FiniteDifferences.Numbers(cell.Forward(tensor(words, [Words, Embedding]), tensor(_positions), Steps, keep: false));

        for (var row = 0; row < Batch; row++)
        {
            var window = Enumerable.Range(0, Steps).Select(t => Slice(input, t, row, Embedding)).ToArray();
            var expected = PlainCell.Run(kind, PlainWeights.Of(cell.Parameters), Size, window);
            for (var t = 0; t < Steps; t++)
            {
                Assert.Equal(expected[t], Slice(outputs, t, row, Size), (x, y) => Math.Abs(x - y) < 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(CellKind.Basic, 1)]
    [InlineData(CellKind.Gru, 3)]
    [InlineData(CellKind.Lstm, 4)]
    public void Parameters_OfACell_HoldOneBiasPerGate(CellKind kind, int gates)
    {
        using var scope = new TorchScope();
        using var cell = Cells.Create(kind, Embedding, Size);

        // Each gate has E + R weights and one bias for each of its units; libtorch's own cells have two.
        Assert.Equal(gates * Size * (Embedding + Size + 1), cell.Parameters.Sum(parameter => parameter.Value.numel()));
    }

    private static double[] Slice(double[] numbers, int step, int row, int width) =>
        numbers.AsSpan(((step * Batch) + row) * width, width).ToArray();
}
