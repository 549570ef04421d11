using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Long short-term memory, computed by libtorch (which hands it to oneDNN in float32): Wx (4R × E), Wh (4R × R), b (4R), gates in the order
/// input, forget, cell, output. libtorch has a second bias; it stays zero here, since one bias vector a gate is the study's model.
/// </summary>
internal sealed class LstmCell : RecurrentCell
{
    private readonly int _size;
    private readonly Parameter _inputWeights;
    private readonly Parameter _stateWeights;
    private readonly Parameter _bias;
    private readonly Tensor _secondBias;
    private readonly TorchSharp.Modules.LSTM _lstm;
    private Tensor _input = null!;
    private Tensor _outputs = null!;

    public LstmCell(int embedding, int size, InitialValues values)
    {
        _size = size;
        _lstm = nn.LSTM(embedding, size);
        _inputWeights = new("rnn/input_weights", values.Matrix(embedding + size, 4 * size, embedding));
        _stateWeights = new("rnn/state_weights", values.Matrix(embedding + size, 4 * size, size));
        _bias = new("rnn/bias", values.Bias(4 * size, size..(2 * size)));
        _secondBias = zeros_like(_bias.Value).DetachFromDisposeScope();
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _stateWeights, _bias];

    public override Tensor Forward(Tensor input, bool keep) => throw new NotSupportedException();

    public override (Tensor Input, IEnumerable<Gradient> Weights) Backward(Tensor outputs) => throw new NotSupportedException();
}
