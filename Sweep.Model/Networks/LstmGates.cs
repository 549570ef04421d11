using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Networks;

/// <summary>
/// The elementwise arithmetic of one LSTM step, fused: as library calls it would be a dozen passes over memory, and as many calls, a step.
/// All tensors are contiguous; gates (T, B, 4R) in the order i, f, g, o, the others (T, B, R).
/// </summary>
internal static class LstmGates
{
    /// <summary>The index of g among <see cref="Names"/>: the one that is a tanh.</summary>
    public const int Candidate = 2;

    /// <summary>In their order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["input", "forget", "candidate", "output"];

    /// <param name="gates">The gates of a window, (T, B, 4R).</param>
    public static IReadOnlyList<Gate> Of(Tensor gates)
    {
        var size = (int)gates.shape[^1] / Names.Count;
        return [.. Names.Select((name, i) => new Gate(name, [gates], i * size, size))];
    }

    /// <summary>Turns a step's sums into its gates, and writes its cell, tanh(cell) and output.</summary>
    public static void Forward(Tensor gates, Tensor cells, Tensor bounded, Tensor outputs, int step)
    {
        if (gates.dtype is ScalarType.Float64)
        {
            Forward<double>(gates, cells, bounded, outputs, step);
        }
        else
        {
            Forward<float>(gates, cells, bounded, outputs, step);
        }
    }

    /// <summary>Turns a step's gates into the loss's gradient by their sums, and carries the one by the cell to the step before.</summary>
    /// <param name="byOutputs">The gradient by the outputs, (T, B, R).</param>
    /// <param name="byCell">The gradient by the cell, (B, R): of this step before, of the step before it after the call.</param>
    public static void Backward(Tensor gates, Tensor cells, Tensor bounded, Tensor byOutputs, Tensor byCell, int step)
    {
        if (gates.dtype is ScalarType.Float64)
        {
            Backward<double>(gates, cells, bounded, byOutputs, byCell, step);
        }
        else
        {
            Backward<float>(gates, cells, bounded, byOutputs, byCell, step);
        }
    }

    private static void Forward<T>(Tensor gates, Tensor cells, Tensor bounded, Tensor outputs, int step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (batch, size) = ((int)outputs.shape[1], (int)outputs.shape[2]);
        var allGates = Memory.Of<T>(gates);
        var allCells = Memory.Of<T>(cells);
        var allBounded = Memory.Of<T>(bounded);
        var allOutputs = Memory.Of<T>(outputs);
        for (var row = step * batch; row < (step + 1) * batch; row++)
        {
            var gate = allGates.Slice(row * 4 * size, 4 * size);
            var candidate = gate.Slice(2 * size, size);
            var output = gate[(3 * size)..];
            TensorPrimitives.Sigmoid(gate[..(2 * size)], gate);
            TensorPrimitives.Tanh(candidate, candidate);
            TensorPrimitives.Sigmoid(output, output);
            var cell = allCells.Slice(row * size, size);
            TensorPrimitives.Multiply(gate[..size], candidate, cell);
            if (step > 0)
            {
                TensorPrimitives.MultiplyAdd(gate.Slice(size, size), allCells.Slice((row - batch) * size, size), cell, cell);
            }

            var bound = allBounded.Slice(row * size, size);
            TensorPrimitives.Tanh(cell, bound);
            TensorPrimitives.Multiply(output, bound, allOutputs.Slice(row * size, size));
        }
    }

    private static void Backward<T>(Tensor gates, Tensor cells, Tensor bounded, Tensor byOutputs, Tensor byCell, int step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (batch, size) = ((int)byOutputs.shape[1], (int)byOutputs.shape[2]);
        var allGates = Memory.Of<T>(gates);
        var allCells = Memory.Of<T>(cells);
        var allBounded = Memory.Of<T>(bounded);
        var allByOutputs = Memory.Of<T>(byOutputs);
        var allByCell = Memory.Of<T>(byCell);
        for (var b = 0; b < batch; b++)
        {
            var row = (step * batch) + b;
            var before = step > 0 ? allCells.Slice((row - batch) * size, size) : default;
            Backward(
                allGates.Slice(row * 4 * size, 4 * size),
                before,
                allBounded.Slice(row * size, size),
                allByOutputs.Slice(row * size, size),
                allByCell.Slice(b * size, size));
        }
    }

    private static void Backward<T>(Span<T> gates, ReadOnlySpan<T> before, ReadOnlySpan<T> bounded, ReadOnlySpan<T> byOutput, Span<T> byCell)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = byCell.Length;
        var whole = size - (size % Vector<T>.Count);
        for (var i = 0; i < whole; i += Vector<T>.Count)
        {
            var old = before.IsEmpty ? Vector<T>.Zero : new Vector<T>(before[i..]);
            var (input, forget) = (new Vector<T>(gates[i..]), new Vector<T>(gates[(size + i)..]));
            var (candidate, output) = (new Vector<T>(gates[((2 * size) + i)..]), new Vector<T>(gates[((3 * size) + i)..]));
            var (bound, byOut) = (new Vector<T>(bounded[i..]), new Vector<T>(byOutput[i..]));
            var by = new Vector<T>(byCell[i..]) + (byOut * output * (Vector<T>.One - (bound * bound)));
            (by * candidate * input * (Vector<T>.One - input)).CopyTo(gates[i..]);
            (by * old * forget * (Vector<T>.One - forget)).CopyTo(gates[(size + i)..]);
            (by * input * (Vector<T>.One - (candidate * candidate))).CopyTo(gates[((2 * size) + i)..]);
            (byOut * bound * output * (Vector<T>.One - output)).CopyTo(gates[((3 * size) + i)..]);
            (by * forget).CopyTo(byCell[i..]);
        }

        for (var i = whole; i < size; i++)
        {
            var old = before.IsEmpty ? T.Zero : before[i];
            var (input, forget, candidate, output) = (gates[i], gates[size + i], gates[(2 * size) + i], gates[(3 * size) + i]);
            var by = byCell[i] + (byOutput[i] * output * (T.One - (bounded[i] * bounded[i])));
            gates[i] = by * candidate * input * (T.One - input);
            gates[size + i] = by * old * forget * (T.One - forget);
            gates[(2 * size) + i] = by * input * (T.One - (candidate * candidate));
            gates[(3 * size) + i] = byOutput[i] * bounded[i] * output * (T.One - output);
            byCell[i] = by * forget;
        }
    }
}
