using System.Numerics;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Computes the elementwise arithmetic of a GRU's steps, fused like that of <see cref="LstmGates{T}"/>. Gates are (T, B, 2R) in the order
/// r, u; candidates, kept states r∘h and outputs are (T, B, R). A step takes two passes in each direction, because a matrix product lies
/// between the gates and the candidate.
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

    /// <param name="words">
    /// By distinct word, (U, 3R): in forward the input's part of the sums, in backward the accumulated gradients with respect to them.
    /// </param>
    /// <param name="positions">The row of <paramref name="words"/> for each input, (T·B).</param>
    public GruGates(Tensor gates, Tensor candidates, Tensor kept, Tensor outputs, Tensor words, Tensor positions)
    {
        (_batch, _size) = ((int)outputs.shape[1], (int)outputs.shape[2]);
        _gates = TensorSpan.Of<T>(gates);
        _candidates = TensorSpan.Of<T>(candidates);
        _kept = TensorSpan.Of<T>(kept);
        _outputs = TensorSpan.Of<T>(outputs);
        _words = TensorSpan.Of<T>(words);
        _positions = TensorSpan.Of<long>(positions);
    }

    /// <summary>
    /// Overwrites the state's part of a step's sums with the gates, and writes the kept part of the state. Step 0 has no state.
    /// </summary>
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
                var r = ActivationFunctions.Sigmoid(GateRows.Sum(ref reset, ref word, i, size, isFirst));
                r.Write(ref reset, i, size);
                ActivationFunctions.Sigmoid(GateRows.Sum(ref update, ref Unsafe.Add(ref word, size), i, size, isFirst))
                    .Write(ref update, i, size);
                (isFirst ? Vector<T>.Zero : r * SimdRow.Read(ref before, i, size)).Write(ref kept, i, size);
            }
        }
    }

    /// <summary>Overwrites the kept state's part of a step's candidates with the candidates, and writes the outputs.</summary>
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
                var candidate = ActivationFunctions.Tanh(GateRows.Sum(ref candidates, ref word, i, size, isFirst));
                var u = SimdRow.Read(ref update, i, size);
                var state = isFirst ? Vector<T>.Zero : SimdRow.Read(ref before, i, size);
                candidate.Write(ref candidates, i, size);
                (candidate + (u * (state - candidate))).Write(ref outputs, i, size);
            }
        }
    }

    /// <summary>Overwrites a step's update gate and candidates with the loss's gradients with respect to their sums.</summary>
    /// <param name="byOutputs">
    /// The gradient with respect to the outputs, (T, B, R), including what came back from the next step; overwritten with the part that
    /// goes straight to the previous state.
    /// </param>
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
                var (u, candidate, byOutput) =
                    (SimdRow.Read(ref update, i, size), SimdRow.Read(ref candidates, i, size), SimdRow.Read(ref by, i, size));
                var state = isFirst ? Vector<T>.Zero : SimdRow.Read(ref before, i, size);
                GateRows.Put(ref update, ref Unsafe.Add(ref word, size), i, size, byOutput * (state - candidate) * u * (Vector<T>.One - u));
                var byCandidate = byOutput * (Vector<T>.One - u) * (Vector<T>.One - (candidate * candidate));
                GateRows.Put(ref candidates, ref Unsafe.Add(ref word, 2 * size), i, size, byCandidate);
                (byOutput * u).Write(ref by, i, size);
            }
        }
    }

    /// <summary>
    /// Overwrites a step's reset gate with the gradient with respect to its sums, and carries the gradient with respect to the outputs to
    /// the previous step. Not called for step 0, which has no previous state.
    /// </summary>
    /// <param name="byOutputs">The gradient as <see cref="BackwardClose"/> left it.</param>
    /// <param name="byKept">The gradient with respect to the kept states, (B, R).</param>
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
                var (r, by) = (SimdRow.Read(ref reset, i, size), SimdRow.Read(ref kept, i, size));
                (SimdRow.Read(ref byBefore, i, size) + SimdRow.Read(ref straight, i, size) + (by * r)).Write(ref byBefore, i, size);
                GateRows.Put(ref reset, ref word, i, size, by * SimdRow.Read(ref before, i, size) * r * (Vector<T>.One - r));
            }
        }
    }

    private ref T Word(int row) => ref _words.Row((int)_positions[row], 3 * _size);

    private ref T Before(int row, bool isFirst) => ref isFirst ? ref Unsafe.NullRef<T>() : ref _outputs.Row(row - _batch, _size);
}
