using Sweep.Model.Configuration;

namespace Sweep.Tests.Networks;

/// <summary>
/// The three cells' published equations, one window at a time in plain arithmetic. The fast cells have to agree with them.
/// </summary>
internal static class PlainCell
{
    /// <summary>Computes the outputs (T × R) of an input (T × E), from state zero.</summary>
    public static double[][] Run(CellKind kind, PlainWeights weights, int size, double[][] inputs)
    {
        var (state, memory) = (new double[size], new double[size]);
        var outputs = new List<double[]>();
        foreach (var input in inputs)
        {
            var fromInput = Sum(weights.Product("rnn/input_weights", input), weights.Vector("rnn/bias"));
            state = kind switch
            {
                CellKind.Basic => [.. Sum(fromInput, weights.Product("rnn/state_weights", state)).Select(Math.Tanh)],
                CellKind.Gru => Gru(weights, fromInput, state),
                _ => Lstm(Sum(fromInput, weights.Product("rnn/state_weights", state)), memory),
            };
            outputs.Add(state);
        }

        return [.. outputs];
    }

    /// <summary>r, u = σ(…); c = tanh(… + (r∘h)·Wc); h' = u∘h + (1 − u)∘c.</summary>
    private static double[] Gru(PlainWeights weights, double[] fromInput, double[] state)
    {
        var size = state.Length;
        var gates = Sum(fromInput[..(2 * size)], weights.Product("rnn/gate_weights", state)).Select(Sigmoid).ToArray();
        var (reset, update) = (gates[..size], gates[size..]);
        var kept = reset.Zip(state, (r, h) => r * h).ToArray();
        var candidate = Sum(fromInput[(2 * size)..], weights.Product("rnn/candidate_weights", kept)).Select(Math.Tanh).ToArray();
        return [.. Enumerable.Range(0, size).Select(j => (update[j] * state[j]) + ((1 - update[j]) * candidate[j]))];
    }

    /// <summary>Gates input, forget, cell, output: c' = f∘c + i∘g; h' = o∘tanh(c').</summary>
    private static double[] Lstm(double[] sums, double[] memory)
    {
        var size = memory.Length;
        for (var j = 0; j < size; j++)
        {
            memory[j] = (Sigmoid(sums[size + j]) * memory[j]) + (Sigmoid(sums[j]) * Math.Tanh(sums[(2 * size) + j]));
        }

        return [.. Enumerable.Range(0, size).Select(j => Sigmoid(sums[(3 * size) + j]) * Math.Tanh(memory[j]))];
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
