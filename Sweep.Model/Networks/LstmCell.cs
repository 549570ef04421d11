using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Long short-term memory without peepholes: i, f, o = σ(x·Wx + h·Wh + b), g = tanh(x·Wx + h·Wh + b), c' = f∘c + i∘g, h' = o∘tanh(c').
/// Wx (4R × E) and Wh (4R × R), stored transposed as libtorch has them, b (4R), gates in the order input, forget, cell, output.
/// </summary>
internal sealed class LstmCell : LoopedCell
{
    private const int GateValues = 1;
    private const int CellValues = 2;
    private const int Bounded = 3;

    private readonly Parameter _inputWeights;
    private readonly Parameter _stateWeights;
    private readonly Parameter _bias;

    public LstmCell(int embedding, int size, InitialValues values, Products? products = null)
        : this(
            size,
            values.Matrix(embedding + size, 4 * size, embedding),
            values.Matrix(embedding + size, 4 * size, size),
            values.Bias(4 * size, size..(2 * size)),
            products)
    {
    }

    /// <summary>Over weights that are there, which become its own.</summary>
    public LstmCell(int size, Tensor inputWeights, Tensor stateWeights, Tensor bias, Products? products = null)
        : base(products ?? Products.Exact, size, 4 * size, size, size)
    {
        _inputWeights = new("rnn/input_weights", inputWeights);
        _stateWeights = new("rnn/state_weights", stateWeights);
        _bias = new("rnn/bias", bias);
        Projection = new(_inputWeights, _bias);
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _stateWeights, _bias];

    protected override InputProjection Projection { get; }

    public override IReadOnlyList<Gate> Gates() => LstmGates.Of(Kept.Whole(GateValues));

    protected override void Forward<T>(Window window)
    {
        var buffers = window.Buffers;
        var (sums, outputs) = (buffers.Steps(GateValues), buffers.Steps(Outputs));
        using var transposed = _stateWeights.Value.t();
        var stateWeights = window.Products.Factor(transposed);
        var gates = Arithmetic<T>(window);
        for (var t = 0; t < sums.Length; t++)
        {
            if (t > 0) { window.Products.Assign(sums[t], outputs[t - 1], stateWeights); }
            gates.Forward(t);
        }
    }

    protected override void Backward<T>(Window window, Tensor byOutputs)
    {
        var bySums = window.Buffers.Steps(GateValues); // the gates, overwritten with the gradients with respect to their sums
        var byOutput = byOutputs.unbind(0);
        using var byCells = zeros_like(byOutput[0]);
        var byCell = TensorSpan.Of<T>(byCells);
        var all = TensorSpan.Of<T>(byOutputs);
        var stateWeights = window.Products.Factor(_stateWeights.Value);
        var gates = Arithmetic<T>(window);
        for (var t = bySums.Length - 1; t >= 0; t--)
        {
            gates.Backward(t, all, byCell);
            if (t > 0) { window.Products.Add(byOutput[t - 1], bySums[t], stateWeights); }
        }
    }

    protected override IEnumerable<Gradient> Weights(StepBuffers buffers, Products products, Gradient inputWeights, Gradient bias)
    {
        var bySums = products.Operand(Later(buffers.Whole(GateValues)));
        var states = products.Operand(Earlier(buffers.Whole(Outputs)));
        return [inputWeights, new(_stateWeights, products.Multiply(bySums.t(), states)), bias];
    }

    private static LstmGates<T> Arithmetic<T>(Window window)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var buffers = window.Buffers;
        return new(
            buffers.Whole(GateValues),
            buffers.Whole(CellValues),
            buffers.Whole(Bounded),
            buffers.Whole(Outputs),
            window.Projected,
            window.Positions);
    }
}
