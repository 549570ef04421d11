using System.Numerics;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The elementwise arithmetic of a GRU's steps, fused as that of <see cref="LstmGates{T}"/> is. Gates are (T, B, 2R) in the order r, u; candidates, kept states r∘h and outputs (T, B, R). A step is
/// two passes each way, since a product lies between the gates and the candidate.
/// </summary>
internal readonly ref struct GruGates<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _batch;
    private readonly int _size;
    private readonly Span<T> _gates;
    private readonly Span<T> _candidates;
    private readonly Span<T> _kept;
    private readonly Span<T> _outputs;
    private readonly Span<T> _words;
    private readonly ReadOnlySpan<long> _positions;

    /// <param name="words">By distinct word, (U, 3R): going forward the input's part of the sums, going back where the gradients by them add up.</param>
    /// <param name="positions">Which of its rows each input has, (T·B).</param>
    public GruGates(Tensor gates, Tensor candidates, Tensor kept, Tensor outputs, Tensor words, Tensor positions)
    {
        (_batch, _size) = ((int)outputs.shape[1], (int)outputs.shape[2]);
        _gates = Memory.Of<T>(gates);
        _candidates = Memory.Of<T>(candidates);
        _kept = Memory.Of<T>(kept);
        _outputs = Memory.Of<T>(outputs);
        _words = Memory.Of<T>(words);
        _positions = Memory.Of<long>(positions);
    }

    /// <summary>Turns the state's part of a step's sums into its gates, and writes what of the state is kept. At step 0 there is no state.</summary>
    public void Open(int step)
    {
        var (size, isFirst) = (_size, step == 0);
        for (var row = step * _batch; row < (step + 1) * _batch; row++)
        {
            ref var reset = ref _gates.Row(row, 2 * size);
            ref var update = ref Unsafe.Add(ref reset, size);
            ref var word = ref Word(row);
            ref var before = ref Before(row, isFirst);
            ref var kept = ref _kept.Row(row, size);
            for (var i = 0; i < size; i += Vector<T>.Count)
            {
                var r = Squashing.Sigmoid(GateRows.Sum(ref reset, ref word, i, size, isFirst));
                r.Write(ref reset, i, size);
                Squashing.Sigmoid(GateRows.Sum(ref update, ref Unsafe.Add(ref word, size), i, size, isFirst)).Write(ref update, i, size);
                (isFirst ? Vector<T>.Zero : r * Lanes.Read(ref before, i, size)).Write(ref kept, i, size);
            }
        }
    }

    /// <summary>Turns the kept state's part of a step's candidates into them, and writes the outputs.</summary>
    public void Close(int step)
    {
        var (size, isFirst) = (_size, step == 0);
        for (var row = step * _batch; row < (step + 1) * _batch; row++)
        {
            ref var update = ref Unsafe.Add(ref _gates.Row(row, 2 * size), size);
            ref var word = ref Unsafe.Add(ref Word(row), 2 * size);
            ref var before = ref Before(row, isFirst);
            ref var candidates = ref _candidates.Row(row, size);
            ref var outputs = ref _outputs.Row(row, size);
            for (var i = 0; i < size; i += Vector<T>.Count)
            {
                var candidate = Squashing.Tanh(GateRows.Sum(ref candidates, ref word, i, size, isFirst));
                var u = Lanes.Read(ref update, i, size);
                var state = isFirst ? Vector<T>.Zero : Lanes.Read(ref before, i, size);
                candidate.Write(ref candidates, i, size);
                (candidate + (u * (state - candidate))).Write(ref outputs, i, size);
            }
        }
    }

    /// <summary>Turns a step's update gate and candidates into the loss's gradients by their sums.</summary>
    /// <param name="byOutputs">The gradient by the outputs, (T, B, R), with what came back from the step after; turns into what goes straight to the state before.</param>
    public void BackwardClose(int step, Span<T> byOutputs)
    {
        var (size, isFirst) = (_size, step == 0);
        for (var row = step * _batch; row < (step + 1) * _batch; row++)
        {
            ref var update = ref Unsafe.Add(ref _gates.Row(row, 2 * size), size);
            ref var word = ref Word(row);
            ref var before = ref Before(row, isFirst);
            ref var candidates = ref _candidates.Row(row, size);
            ref var by = ref byOutputs.Row(row, size);
            for (var i = 0; i < size; i += Vector<T>.Count)
            {
                var (u, candidate, byOutput) = (Lanes.Read(ref update, i, size), Lanes.Read(ref candidates, i, size), Lanes.Read(ref by, i, size));
                var state = isFirst ? Vector<T>.Zero : Lanes.Read(ref before, i, size);
                GateRows.Put(ref update, ref Unsafe.Add(ref word, size), i, size, byOutput * (state - candidate) * u * (Vector<T>.One - u));
                GateRows.Put(ref candidates, ref Unsafe.Add(ref word, 2 * size), i, size, byOutput * (Vector<T>.One - u) * (Vector<T>.One - (candidate * candidate)));
                (byOutput * u).Write(ref by, i, size);
            }
        }
    }

    /// <summary>Turns a step's reset gate into the gradient by its sums, and carries the gradient by the outputs to the step before. Not of step 0, where there is nothing to carry.</summary>
    /// <param name="byOutputs">As <see cref="BackwardClose"/> left it.</param>
    /// <param name="byKept">The gradient by the kept states, (B, R).</param>
    public void BackwardOpen(int step, Span<T> byOutputs, Span<T> byKept)
    {
        var size = _size;
        for (var row = step * _batch; row < (step + 1) * _batch; row++)
        {
            ref var reset = ref _gates.Row(row, 2 * size);
            ref var word = ref Word(row);
            ref var before = ref Before(row, isFirst: false);
            ref var kept = ref byKept.Row(row - (step * _batch), size);
            ref var straight = ref byOutputs.Row(row, size);
            ref var byBefore = ref byOutputs.Row(row - _batch, size);
            for (var i = 0; i < size; i += Vector<T>.Count)
            {
                var (r, by) = (Lanes.Read(ref reset, i, size), Lanes.Read(ref kept, i, size));
                (Lanes.Read(ref byBefore, i, size) + Lanes.Read(ref straight, i, size) + (by * r)).Write(ref byBefore, i, size);
                GateRows.Put(ref reset, ref word, i, size, by * Lanes.Read(ref before, i, size) * r * (Vector<T>.One - r));
            }
        }
    }

    private ref T Word(int row) => ref _words.Row((int)_positions[row], 3 * _size);

    private ref T Before(int row, bool isFirst) => ref isFirst ? ref Unsafe.NullRef<T>() : ref _outputs.Row(row - _batch, _size);
}
