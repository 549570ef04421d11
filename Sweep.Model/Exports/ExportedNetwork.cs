using System.Numerics.Tensors;
using Sweep.Model.Configuration;

namespace Sweep.Model.Exports;

/// <summary>
/// Computes an exported model's logits in float32, without libtorch. It changes nothing of itself, so several threads may use it at the
/// same time.
/// </summary>
/// <param name="weights">The values of each tensor of <paramref name="shape"/>, row by row.</param>
internal sealed class ExportedNetwork(ModelShape shape, IReadOnlyDictionary<string, float[]> weights)
{
    private readonly int _size = shape.Rnn;
    private readonly float[] _embedding = weights["embedding"];

    /// <summary>Computes the logits of all words, (V).</summary>
    /// <param name="ids">
    /// The words before the predicted one, at least one; for a window model the two before it and the two after it.
    /// </param>
    public float[] Logits(ReadOnlySpan<int> ids)
    {
        var features = shape.Model is ModelKind.Window ? SideBySide(ids) : State(ids);
        var hidden = (float[])weights["hidden/bias"].Clone();
        AddByRows(hidden, features, weights["hidden/weights"]);
        TensorPrimitives.Tanh(hidden, hidden);
        var logits = (float[])weights["output/bias"].Clone();
        AddByColumns(logits, hidden, weights["output/weights"]);
        return logits;
    }

    private float[] SideBySide(ReadOnlySpan<int> ids)
    {
        var all = new float[ids.Length * shape.Embedding];
        for (var i = 0; i < ids.Length; i++) { Vector(ids[i]).CopyTo(all.AsSpan(i * shape.Embedding)); }
        return all;
    }

    /// <summary>The recurrent layer's output after the last word, from state zero, (R).</summary>
    private float[] State(ReadOnlySpan<int> ids)
    {
        var (state, cell) = (new float[_size], new float[_size]);
        foreach (var id in ids)
        {
            var sums = (float[])weights["rnn/bias"].Clone();
            AddByColumns(sums, Vector(id), weights["rnn/input_weights"]);
            switch (shape.Cell)
            {
                case CellKind.Basic:
                    AddByRows(sums, state, weights["rnn/state_weights"]);
                    TensorPrimitives.Tanh(sums, state);
                    break;
                case CellKind.Gru:
                    Gru(sums, state);
                    break;
                default:
                    Lstm(sums, state, cell);
                    break;
            }
        }

        return state;
    }

    /// <summary>r, u = σ(sums + h·Wg), c = tanh(sums + (r∘h)·Wc), h = u∘h + (1 − u)∘c.</summary>
    private void Gru(Span<float> sums, Span<float> state)
    {
        var gates = sums[..(2 * _size)];
        var candidate = sums[(2 * _size)..];
        AddByRows(gates, state, weights["rnn/gate_weights"]);
        TensorPrimitives.Sigmoid(gates, gates);
        var reset = gates[.._size];
        var update = gates[_size..];
        TensorPrimitives.Multiply(reset, state, reset);
        AddByRows(candidate, reset, weights["rnn/candidate_weights"]);
        TensorPrimitives.Tanh(candidate, candidate);

        // u∘h + (1 − u)∘c = u∘(h − c) + c
        TensorPrimitives.Subtract(state, candidate, state);
        TensorPrimitives.MultiplyAdd(update, state, candidate, state);
    }

    /// <summary>i, f, o = σ(sums + Wh·h), g = tanh(sums + Wh·h), c = f∘c + i∘g, h = o∘tanh(c).</summary>
    private void Lstm(Span<float> sums, Span<float> state, Span<float> cell)
    {
        AddByColumns(sums, state, weights["rnn/state_weights"]);
        var input = sums[.._size];
        var forget = sums[_size..(2 * _size)];
        var candidate = sums[(2 * _size)..(3 * _size)];
        var output = sums[(3 * _size)..];
        TensorPrimitives.Sigmoid(input, input);
        TensorPrimitives.Sigmoid(forget, forget);
        TensorPrimitives.Tanh(candidate, candidate);
        TensorPrimitives.Sigmoid(output, output);
        TensorPrimitives.Multiply(input, candidate, candidate);
        TensorPrimitives.MultiplyAdd(forget, cell, candidate, cell);
        TensorPrimitives.Tanh(cell, state);
        TensorPrimitives.Multiply(output, state, state);
    }

    private ReadOnlySpan<float> Vector(int id) => _embedding.AsSpan(id * shape.Embedding, shape.Embedding);

    /// <summary>Adds x·W: W has a row for each element of x.</summary>
    private static void AddByRows(Span<float> sums, ReadOnlySpan<float> x, ReadOnlySpan<float> matrix)
    {
        for (var i = 0; i < x.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(matrix.Slice(i * sums.Length, sums.Length), x[i], sums, sums);
        }
    }

    /// <summary>Adds W·x: W has a row for each element of the sums.</summary>
    private static void AddByColumns(Span<float> sums, ReadOnlySpan<float> x, ReadOnlySpan<float> matrix)
    {
        for (var i = 0; i < sums.Length; i++) { sums[i] += TensorPrimitives.Dot(matrix.Slice(i * x.Length, x.Length), x); }
    }
}
