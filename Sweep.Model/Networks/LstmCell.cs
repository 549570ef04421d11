using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Long short-term memory, computed by libtorch, which hands it to oneDNN in float32: Wx (4R × E), Wh (4R × R), b (4R), gates in the order
/// input, forget, cell, output. libtorch has a second bias; it stays zero and untrained, since the study's model has one bias a gate.
/// </summary>
internal sealed class LstmCell : RecurrentCell
{
    private readonly nn.Module _module;
    private readonly TorchSharp.Modules.LSTM _lstm;
    private readonly Tensor[] _weights;
    private Tensor _input = null!;
    private Tensor _outputs = null!;

    public LstmCell(int embedding, int size, InitialValues values)
    {
        _lstm = nn.LSTM(embedding, size, dtype: values.Type);
        _module = _lstm;
        var own = _lstm.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        own["bias_hh_l0"].requires_grad = false;
        own["bias_hh_l0"].zero_();
        Parameters =
        [
            new("rnn/input_weights", own["weight_ih_l0"].copy_(values.Matrix(embedding + size, 4 * size, embedding))),
            new("rnn/state_weights", own["weight_hh_l0"].copy_(values.Matrix(embedding + size, 4 * size, size))),
            new("rnn/bias", own["bias_ih_l0"].copy_(values.Bias(4 * size, size..(2 * size)))),
        ];
        _weights = [.. Parameters.Select(parameter => parameter.Value)];
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override Tensor Forward(Tensor input, bool keep)
    {
        if (!keep)
        {
            return _lstm.call(input).Item1;
        }

        using var recorded = enable_grad();
        _input = input.requires_grad_(true);
        _outputs = _lstm.call(_input).Item1;
        return _outputs.detach();
    }

    public override (Tensor Input, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var gradients = autograd.grad([_outputs], [_input, .. _weights], [outputs]);
        return (gradients[0], Parameters.Select((parameter, i) => new Gradient(parameter, gradients[i + 1])));
    }

    public override void Dispose()
    {
        base.Dispose();
        _module.Dispose();
    }
}
