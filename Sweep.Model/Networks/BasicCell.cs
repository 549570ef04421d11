using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>h = tanh(x·Wx + h·Wh + b): Wx (E × R), Wh (R × R), b (R). The input's product is one for all steps, and so are the weights' gradients.</summary>
internal sealed class BasicCell : RecurrentCell
{
    private readonly Parameter _inputWeights;
    private readonly Parameter _stateWeights;
    private readonly Parameter _bias;
    private Tensor _input = null!;
    private Tensor _outputs = null!;

    public BasicCell(int embedding, int size, InitialValues values)
    {
        _inputWeights = new("rnn/input_weights", values.Matrix(embedding + size, embedding, size));
        _stateWeights = new("rnn/state_weights", values.Matrix(embedding + size, size, size));
        _bias = new("rnn/bias", values.Bias(size, ..0));
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _stateWeights, _bias];

    public override Tensor Forward(Tensor input, bool keep)
    {
        var projected = matmul(input, _inputWeights.Value).add_(_bias.Value); // (T, B, R)
        var steps = projected.unbind(0);
        steps[0].tanh_();
        for (var t = 1; t < steps.Length; t++)
        {
            steps[t].addmm_(steps[t - 1], _stateWeights.Value, 1, 1).tanh_();
        }

        (_input, _outputs) = (input, projected);
        return projected;
    }

    public override (Tensor Input, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var length = _outputs.shape[0];
        var slopes = (1 - _outputs.square()).unbind(0);
        var sums = outputs.clone(); // (T, B, R): turns into the gradient by each step's sum before the tanh
        var gradients = sums.unbind(0);
        using var stateWeights = _stateWeights.Value.t();
        for (var t = length - 1; t >= 0; t--)
        {
            gradients[t].mul_(slopes[t]);
            if (t > 0)
            {
                gradients[t - 1].addmm_(gradients[t], stateWeights, 1, 1);
            }
        }

        var flat = sums.flatten(0, 1); // (T·B, R)
        var state = mm(_outputs.narrow(0, 0, length - 1).flatten(0, 1).t(), sums.narrow(0, 1, length - 1).flatten(0, 1));
        return (
            matmul(sums, _inputWeights.Value.t()),
            [new(_inputWeights, mm(_input.flatten(0, 1).t(), flat)), new(_stateWeights, state), new(_bias, flat.sum(dim: 0))]);
    }
}
