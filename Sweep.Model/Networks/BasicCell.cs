using System.Numerics;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>h = tanh(x·Wx + h·Wh + b): Wx (R × E, stored transposed), Wh (R × R), b (R).</summary>
internal sealed class BasicCell : LoopedCell
{
    private readonly Parameter _inputWeights;
    private readonly Parameter _stateWeights;
    private readonly Parameter _bias;
    private Tensor _bySums = null!;

    public BasicCell(int embedding, int size, InitialValues values, Products? products = null)
        : base(products ?? Products.Exact, size)
    {
        _inputWeights = new("rnn/input_weights", values.Matrix(embedding + size, size, embedding));
        _stateWeights = new("rnn/state_weights", values.Matrix(embedding + size, size, size));
        _bias = new("rnn/bias", values.Bias(size, ..0));
        Projection = new(_inputWeights, _bias);
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _stateWeights, _bias];

    protected override InputProjection Projection { get; }

    protected override void Forward<T>(Window window)
    {
        var steps = window.Buffers.Steps(Outputs); // hold a step's sums before its outputs
        var outputs = TensorSpan.Of<T>(window.Buffers.Whole(Outputs));
        var words = TensorSpan.Of<T>(window.Projected);
        var positions = TensorSpan.Of<long>(window.Positions);
        var (batch, size) = ((int)steps[0].shape[0], (int)steps[0].shape[1]);
        var stateWeights = window.Products.Factor(_stateWeights.Value);
        for (var t = 0; t < steps.Length; t++)
        {
            if (t > 0) { window.Products.Assign(steps[t], steps[t - 1], stateWeights); }
            for (var row = t * batch; row < (t + 1) * batch; row++)
            {
                Forward(ref outputs.Row(row, size), ref words.Row((int)positions[row], size), size, isFirst: t == 0);
            }
        }
    }

    protected override void Backward<T>(Window window, Tensor byOutputs)
    {
        _bySums = byOutputs; // overwritten with the gradients with respect to the sums
        var outputs = TensorSpan.Of<T>(window.Buffers.Whole(Outputs));
        var words = TensorSpan.Of<T>(window.Projected);
        var by = TensorSpan.Of<T>(byOutputs);
        var positions = TensorSpan.Of<long>(window.Positions);
        var (batch, size) = ((int)byOutputs.shape[1], (int)byOutputs.shape[2]);
        var steps = byOutputs.unbind(0);
        using var transposed = _stateWeights.Value.t();
        var stateWeights = window.Products.Factor(transposed);
        for (var t = steps.Length - 1; t >= 0; t--)
        {
            for (var row = t * batch; row < (t + 1) * batch; row++)
            {
                Backward(ref by.Row(row, size), ref outputs.Row(row, size), ref words.Row((int)positions[row], size), size);
            }

            if (t > 0) { window.Products.Add(steps[t - 1], steps[t], stateWeights); }
        }
    }

    protected override IEnumerable<Gradient> Weights(StepBuffers buffers, Products products, Gradient inputWeights, Gradient bias)
    {
        var states = products.Operand(Earlier(buffers.Whole(Outputs)));
        var bySums = products.Operand(Later(_bySums));
        return [inputWeights, new(_stateWeights, products.Multiply(states.t(), bySums)), bias];
    }

    private static void Forward<T>(ref T outputs, ref T word, int size, bool isFirst)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < size; i += Vector<T>.Count)
        {
            ActivationFunctions.Tanh(GateRows.Sum(ref outputs, ref word, i, size, isFirst)).Write(ref outputs, i, size);
        }
    }

    private static void Backward<T>(ref T by, ref T outputs, ref T word, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < size; i += Vector<T>.Count)
        {
            var output = SimdRow.Read(ref outputs, i, size);
            GateRows.Put(ref by, ref word, i, size, SimdRow.Read(ref by, i, size) * (Vector<T>.One - (output * output)));
        }
    }
}
