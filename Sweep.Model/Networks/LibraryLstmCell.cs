using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The same layer as <see cref="LstmCell"/>, weight for weight, by libtorch's own module, which hands it to oneDNN. libtorch has a second bias; it stays zero and
/// untrained, since one bias a gate is the study's model.
/// </summary>
internal sealed class LibraryLstmCell : RecurrentCell
{
    /// <summary>
    /// Whether it is the faster one here: only where libtorch's other products leave half of the processor unused, as MKL does with AVX-512 on AMD. Processors
    /// before Zen 5 (family 26) have no more than AVX2's speed to lose. A trial's bits are repeatable among processors of one kind alone.
    /// </summary>
    public static bool IsFaster { get; } = Processor.IsAmdWithFullAvx512;

    private readonly TorchSharp.Modules.LSTM _lstm;
    private readonly Tensor[] _weights;
    private Tensor _rows = null!;
    private Tensor _outputs = null!;

    public LibraryLstmCell(int embedding, int size, InitialValues values)
    {
        _lstm = nn.LSTM(embedding, size, dtype: values.Type);
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

    public override Tensor Forward(Tensor rows, Tensor positions, int length, bool keep)
    {
        if (!keep)
        {
            return Run(rows, positions, length);
        }

        using var recorded = enable_grad();
        _rows = rows.requires_grad_(true);
        _outputs = Run(_rows, positions, length);
        return _outputs.detach();
    }

    public override (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var gradients = autograd.grad([_outputs], [_rows, .. _weights], [outputs]);
        return (gradients[0], Parameters.Select((parameter, i) => new Gradient(parameter, gradients[i + 1])));
    }

    private Tensor Run(Tensor rows, Tensor positions, int length) =>
        _lstm.call(rows.index_select(0, positions).view(length, -1, rows.shape[1])).Item1;

    public override void Dispose()
    {
        base.Dispose();
        _lstm.Dispose();
    }
}
