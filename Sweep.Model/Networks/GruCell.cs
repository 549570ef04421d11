using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Gated recurrent unit as TensorFlow 1 had it: r, u = σ(x·Wx + h·Wg + b), c = tanh(x·Wx + (r∘h)·Wc + b), h' = u∘h + (1−u)∘c. libtorch's
/// own GRU is another model: it multiplies by the reset gate after the product, and has two biases. Wx (3R × E, stored transposed: r, u,
/// c), Wg (R × 2R), Wc (R × R), b (3R).
/// </summary>
internal sealed class GruCell : LoopedCell
{
    private const int GateValues = 1;
    private const int Candidates = 2;
    private const int KeptStates = 3;

    private readonly int _size;
    private readonly Parameter _inputWeights;
    private readonly Parameter _gateWeights;
    private readonly Parameter _candidateWeights;
    private readonly Parameter _bias;

    public GruCell(int embedding, int size, InitialValues values, Products? products = null)
        : base(products ?? Products.Exact, size, 2 * size, size, size)
    {
        _size = size;
        _inputWeights = new("rnn/input_weights", values.Matrix(embedding + size, 3 * size, embedding));
        _gateWeights = new("rnn/gate_weights", values.Matrix(embedding + size, size, 2 * size));
        _candidateWeights = new("rnn/candidate_weights", values.Matrix(embedding + size, size, size));
        _bias = new("rnn/bias", values.Bias(3 * size, ..(2 * size)));
        Projection = new(_inputWeights, _bias);
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _gateWeights, _candidateWeights, _bias];

    protected override InputProjection Projection { get; }

    public override IReadOnlyList<Gate> Gates() =>
    [
        new("reset", [Kept.Whole(GateValues)], 0, _size),
        new("update", [Kept.Whole(GateValues)], _size, _size),
        new("candidate", [Kept.Whole(Candidates)], 0, _size),
    ];

    protected override void Forward<T>(Window window)
    {
        var (buffers, products) = (window.Buffers, window.Products);
        var (gates, candidates) = (buffers.Steps(GateValues), buffers.Steps(Candidates));
        var (kept, outputs) = (buffers.Steps(KeptStates), buffers.Steps(Outputs));
        var (gateWeights, candidateWeights) = (products.Factor(_gateWeights.Value), products.Factor(_candidateWeights.Value));
        var arithmetic = Arithmetic<T>(window);
        for (var t = 0; t < outputs.Length; t++)
        {
            if (t > 0) { products.Assign(gates[t], outputs[t - 1], gateWeights); }
            arithmetic.Open(t);
            if (t > 0) { products.Assign(candidates[t], kept[t], candidateWeights); }
            arithmetic.Close(t);
        }
    }

    protected override void Backward<T>(Window window, Tensor byOutputs)
    {
        var (buffers, products) = (window.Buffers, window.Products);
        // Both are overwritten with the gradients with respect to their sums.
        var (gates, candidates) = (buffers.Steps(GateValues), buffers.Steps(Candidates));
        var byOutput = byOutputs.unbind(0);
        using var gateTransposed = _gateWeights.Value.t();
        using var candidateTransposed = _candidateWeights.Value.t();
        var (gateWeights, candidateWeights) = (products.Factor(gateTransposed), products.Factor(candidateTransposed));
        using var byKept = empty_like(byOutput[0]);
        var all = TensorSpan.Of<T>(byOutputs);
        var kept = TensorSpan.Of<T>(byKept);
        var arithmetic = Arithmetic<T>(window);
        for (var t = byOutput.Length - 1; t >= 0; t--)
        {
            arithmetic.BackwardClose(t, all);
            if (t > 0)
            {
                products.Assign(byKept, candidates[t], candidateWeights);
                arithmetic.BackwardOpen(t, all, kept);
                products.Add(byOutput[t - 1], gates[t], gateWeights);
            }
        }
    }

    protected override IEnumerable<Gradient> Weights(StepBuffers buffers, Products products, Gradient inputWeights, Gradient bias)
    {
        var states = products.Operand(Earlier(buffers.Whole(Outputs)));
        var kept = products.Operand(Later(buffers.Whole(KeptStates)));
        var byGates = products.Operand(Later(buffers.Whole(GateValues)));
        var byCandidates = products.Operand(Later(buffers.Whole(Candidates)));
        return
        [
            inputWeights,
            new(_gateWeights, products.Multiply(states.t(), byGates)),
            new(_candidateWeights, products.Multiply(kept.t(), byCandidates)),
            bias,
        ];
    }

    private static GruGates<T> Arithmetic<T>(Window window)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var buffers = window.Buffers;
        return new(
            buffers.Whole(GateValues),
            buffers.Whole(Candidates),
            buffers.Whole(KeptStates),
            buffers.Whole(Outputs),
            window.Projected,
            window.Positions);
    }
}
