using System.Numerics;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>The names of an LSTM's gates.</summary>
internal static class LstmGates
{
    /// <summary>The index of g in <see cref="Names"/>, the only gate that is a tanh.</summary>
    public const int Candidate = 2;

    /// <summary>The names, in the order of the columns.</summary>
    public static IReadOnlyList<string> Names { get; } = ["input", "forget", "candidate", "output"];

    /// <param name="gates">The gates of a window, (T, B, 4R).</param>
    public static IReadOnlyList<Gate> Of(Tensor gates)
    {
        var size = (int)gates.shape[^1] / Names.Count;
        return [.. Names.Select((name, i) => new Gate(name, [gates], i * size, size))];
    }
}

/// <summary>
/// Computes the elementwise arithmetic of an LSTM's steps, fused. As library calls it would take a dozen passes over memory, and as many
/// calls, per step. Gates are (T, B, 4R) in the order i, f, g, o; cells, their tanh and outputs are (T, B, R).
/// </summary>
internal readonly ref struct LstmGates<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _batch;
    private readonly int _size;
    private readonly Span<T> _gates;
    private readonly Span<T> _cells;
    private readonly Span<T> _bounded;
    private readonly Span<T> _outputs;
    private readonly Span<T> _words;
    private readonly ReadOnlySpan<long> _positions;

    /// <param name="words">
    /// By distinct word, (U, 4R): in forward the input's part of the sums, in backward the accumulated gradients with respect to them.
    /// </param>
    /// <param name="positions">The row of <paramref name="words"/> for each input, (T·B).</param>
    public LstmGates(Tensor gates, Tensor cells, Tensor bounded, Tensor outputs, Tensor words, Tensor positions)
    {
        (_batch, _size) = ((int)outputs.shape[1], (int)outputs.shape[2]);
        _gates = TensorSpan.Of<T>(gates);
        _cells = TensorSpan.Of<T>(cells);
        _bounded = TensorSpan.Of<T>(bounded);
        _outputs = TensorSpan.Of<T>(outputs);
        _words = TensorSpan.Of<T>(words);
        _positions = TensorSpan.Of<long>(positions);
    }

    /// <summary>
    /// Overwrites the state's part of a step's sums with the gates, and writes the cell, tanh(cell) and the output. At step 0 the state
    /// contributes nothing.
    /// </summary>
    public void Forward(int step)
    {
        for (var row = step * _batch; row < (step + 1) * _batch; row++)
        {
            Forward(row, isFirst: step == 0);
        }
    }

    /// <summary>
    /// Overwrites a step's gates with the loss's gradient with respect to their sums, and carries the gradient with respect to the cell
    /// to the previous step.
    /// </summary>
    /// <param name="byOutputs">The gradient with respect to the outputs, (T, B, R).</param>
    /// <param name="byCell">
    /// The gradient with respect to the cell, (B, R): this step's before the call, the previous step's after it.
    /// </param>
    public void Backward(int step, Span<T> byOutputs, Span<T> byCell)
    {
        for (var row = step * _batch; row < (step + 1) * _batch; row++)
        {
            Backward(row, isFirst: step == 0, ref byOutputs.Row(row, _size), ref byCell.Row(row - (step * _batch), _size));
        }
    }

    private void Forward(int row, bool isFirst)
    {
        var size = _size;
        ref var inputs = ref _gates.Row(row, 4 * size);
        ref var forgets = ref Unsafe.Add(ref inputs, size);
        ref var candidates = ref Unsafe.Add(ref inputs, 2 * size);
        ref var opens = ref Unsafe.Add(ref inputs, 3 * size);
        ref var word = ref _words.Row((int)_positions[row], 4 * size);
        ref var before = ref isFirst ? ref Unsafe.NullRef<T>() : ref _cells.Row(row - _batch, size);
        ref var cells = ref _cells.Row(row, size);
        ref var bounded = ref _bounded.Row(row, size);
        ref var outputs = ref _outputs.Row(row, size);
        for (var i = 0; i < size; i += Vector<T>.Count)
        {
            var input = ActivationFunctions.Sigmoid(GateRows.Sum(ref inputs, ref word, i, size, isFirst));
            var forget = ActivationFunctions.Sigmoid(GateRows.Sum(ref forgets, ref Unsafe.Add(ref word, size), i, size, isFirst));
            var candidate = ActivationFunctions.Tanh(GateRows.Sum(ref candidates, ref Unsafe.Add(ref word, 2 * size), i, size, isFirst));
            var output = ActivationFunctions.Sigmoid(GateRows.Sum(ref opens, ref Unsafe.Add(ref word, 3 * size), i, size, isFirst));
            var cell = isFirst ? input * candidate : (forget * SimdRow.Read(ref before, i, size)) + (input * candidate);
            var bound = ActivationFunctions.Tanh(cell);
            input.Write(ref inputs, i, size);
            forget.Write(ref forgets, i, size);
            candidate.Write(ref candidates, i, size);
            output.Write(ref opens, i, size);
            cell.Write(ref cells, i, size);
            bound.Write(ref bounded, i, size);
            (output * bound).Write(ref outputs, i, size);
        }
    }

    private void Backward(int row, bool isFirst, ref T byOutput, ref T byCell)
    {
        var size = _size;
        ref var inputs = ref _gates.Row(row, 4 * size);
        ref var forgets = ref Unsafe.Add(ref inputs, size);
        ref var candidates = ref Unsafe.Add(ref inputs, 2 * size);
        ref var opens = ref Unsafe.Add(ref inputs, 3 * size);
        ref var word = ref _words.Row((int)_positions[row], 4 * size);
        ref var before = ref isFirst ? ref Unsafe.NullRef<T>() : ref _cells.Row(row - _batch, size);
        ref var bounded = ref _bounded.Row(row, size);
        for (var i = 0; i < size; i += Vector<T>.Count)
        {
            var old = isFirst ? Vector<T>.Zero : SimdRow.Read(ref before, i, size);
            var (input, forget) = (SimdRow.Read(ref inputs, i, size), SimdRow.Read(ref forgets, i, size));
            var (candidate, output) = (SimdRow.Read(ref candidates, i, size), SimdRow.Read(ref opens, i, size));
            var (bound, byOut) = (SimdRow.Read(ref bounded, i, size), SimdRow.Read(ref byOutput, i, size));
            var by = SimdRow.Read(ref byCell, i, size) + (byOut * output * (Vector<T>.One - (bound * bound)));
            GateRows.Put(ref inputs, ref word, i, size, by * candidate * input * (Vector<T>.One - input));
            GateRows.Put(ref forgets, ref Unsafe.Add(ref word, size), i, size, by * old * forget * (Vector<T>.One - forget));
            var byCandidate = by * input * (Vector<T>.One - (candidate * candidate));
            GateRows.Put(ref candidates, ref Unsafe.Add(ref word, 2 * size), i, size, byCandidate);
            GateRows.Put(ref opens, ref Unsafe.Add(ref word, 3 * size), i, size, byOut * bound * output * (Vector<T>.One - output));
            (by * forget).Write(ref byCell, i, size);
        }
    }
}
