using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>h = tanh(x·Wx + h·Wh + b): Wx (R × E, stored transposed), Wh (R × R), b (R).</summary>
internal sealed class BasicCell : RecurrentCell
{
    private readonly Parameter _inputWeights;
    private readonly Parameter _stateWeights;
    private readonly Parameter _bias;
    private readonly InputProjection _projection;
    private Tensor _outputs = null!;

    public BasicCell(int embedding, int size, InitialValues values)
    {
        _inputWeights = new("rnn/input_weights", values.Matrix(embedding + size, size, embedding));
        _stateWeights = new("rnn/state_weights", values.Matrix(embedding + size, size, size));
        _bias = new("rnn/bias", values.Bias(size, ..0));
        _projection = new(_inputWeights, _bias);
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _stateWeights, _bias];

    public override Tensor Forward(Tensor rows, Tensor positions, int length, bool keep)
    {
        _outputs = _projection.Forward(rows, positions).view(length, -1, _bias.Value.shape[0]); // (T, B, R), turns into the outputs
        var steps = _outputs.unbind(0);
        steps[0].tanh_();
        for (var t = 1; t < length; t++)
        {
            steps[t].addmm_(steps[t - 1], _stateWeights.Value, 1, 1).tanh_();
        }

        return _outputs;
    }

    public override (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var length = outputs.shape[0];
        var slopes = Scalars.Complement(_outputs.square()).unbind(0);
        var gradients = outputs.unbind(0); // turn into the gradients by each step's sums before the tanh
        using var stateWeights = _stateWeights.Value.t();
        for (var t = length - 1; t >= 0; t--)
        {
            gradients[t].mul_(slopes[t]);
            if (t > 0)
            {
                gradients[t - 1].addmm_(gradients[t], stateWeights, 1, 1);
            }
        }

        var before = _outputs.narrow(0, 0, length - 1).flatten(0, 1);
        var state = mm(before.t(), outputs.narrow(0, 1, length - 1).flatten(0, 1));
        var (rows, weights, bias) = _projection.Backward(outputs.flatten(0, 1));
        return (rows, [weights, new(_stateWeights, state), bias]);
    }
}
