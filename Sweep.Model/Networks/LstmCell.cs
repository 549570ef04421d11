using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Long short-term memory without peepholes: i, f, o = σ(x·Wx + h·Wh + b), g = tanh(x·Wx + h·Wh + b), c' = f∘c + i∘g, h' = o∘tanh(c').
/// Wx (4R × E) and Wh (4R × R), stored transposed as libtorch has them, b (4R), gates in the order input, forget, cell, output. The products are libtorch's, one for all steps where that can be; the
/// arithmetic of the gates is one pass over memory (<see cref="LstmGates"/>).
/// </summary>
internal sealed class LstmCell : RecurrentCell
{
    private readonly int _size;
    private readonly Parameter _inputWeights;
    private readonly Parameter _stateWeights;
    private readonly Parameter _bias;
    private readonly InputProjection _projection;
    private Tensor _gates = null!;
    private Tensor _outputs = null!;
    private Tensor _cells = null!;
    private Tensor _bounded = null!;

    public LstmCell(int embedding, int size, InitialValues values)
    {
        _size = size;
        _inputWeights = new("rnn/input_weights", values.Matrix(embedding + size, 4 * size, embedding));
        _stateWeights = new("rnn/state_weights", values.Matrix(embedding + size, 4 * size, size));
        _bias = new("rnn/bias", values.Bias(4 * size, size..(2 * size)));
        _projection = new(_inputWeights, _bias);
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _stateWeights, _bias];

    public override Tensor Forward(Tensor rows, Tensor positions, int length, bool keep)
    {
        _gates = _projection.Forward(rows, positions).view(length, -1, 4 * _size); // (T, B, 4R)
        _outputs = empty([length, _gates.shape[1], _size], rows.dtype);            // (T, B, R)
        (_cells, _bounded) = (empty_like(_outputs), empty_like(_outputs));         // c and tanh(c)
        var (sums, outputs) = (_gates.unbind(0), _outputs.unbind(0));
        using var stateWeights = _stateWeights.Value.t();
        for (var t = 0; t < length; t++)
        {
            if (t > 0)
            {
                sums[t].addmm_(outputs[t - 1], stateWeights, 1, 1);
            }

            LstmGates.Forward(_gates, _cells, _bounded, _outputs, t);
        }

        return _outputs;
    }

    public override IReadOnlyList<Gate> Gates() => LstmGates.Of(_gates);

    public override (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var length = outputs.shape[0];
        var byCell = zeros_like(_outputs[0]);                          // (B, R): carried from step to step
        var (sums, byOutput) = (_gates.unbind(0), outputs.unbind(0));  // the gates turn into the gradients by their sums
        for (var t = (int)length - 1; t >= 0; t--)
        {
            LstmGates.Backward(_gates, _cells, _bounded, outputs, byCell, t);
            if (t > 0)
            {
                byOutput[t - 1].addmm_(sums[t], _stateWeights.Value, 1, 1);
            }
        }

        var before = _outputs.narrow(0, 0, length - 1).flatten(0, 1);
        var state = mm(_gates.narrow(0, 1, length - 1).flatten(0, 1).t(), before);
        var (rows, weights, bias) = _projection.Backward(_gates.flatten(0, 1));
        return (rows, [weights, new(_stateWeights, state), bias]);
    }
}
