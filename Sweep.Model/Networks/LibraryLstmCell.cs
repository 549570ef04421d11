using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The same layer as <see cref="LstmCell"/>, weight for weight, which trains by libtorch's own module. libtorch passes it to oneDNN, whose
/// primitive for inference is wrong on some processors. So what is only evaluated goes through an <see cref="LstmCell"/> over the same
/// weights. libtorch has a second bias; it stays zero and untrained, because one bias per gate is the study's model.
/// </summary>
internal sealed class LibraryLstmCell : RecurrentCell
{
    // In the order of the parameters.
    private static readonly string[] _trained = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0"];

    private readonly int _size;
    private readonly TorchSharp.Modules.LSTM _lstm;
    private readonly LstmCell _own;
    private readonly Tensor[] _weights;
    private Tensor _rows = null!;
    private Tensor _positions = null!;
    private Tensor _outputs = null!;

    public LibraryLstmCell(int embedding, int size, InitialValues values)
    {
        _size = size;
        _lstm = nn.LSTM(embedding, size, dtype: values.Type);
        var own = _lstm.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        own["bias_hh_l0"].requires_grad = false;
        own["bias_hh_l0"].zero_();
        own["weight_ih_l0"].copy_(values.Matrix(embedding + size, 4 * size, embedding));
        own["weight_hh_l0"].copy_(values.Matrix(embedding + size, 4 * size, size));
        own["bias_ih_l0"].copy_(values.Bias(4 * size, size..(2 * size)));
        _weights = [.. _trained.Select(name => own[name].DetachFromDisposeScope())];

        // Detached tensors share the memory: what is written to them the module has.
        _own = new(size, _weights[0].detach(), _weights[1].detach(), _weights[2].detach());
    }

    public override IReadOnlyList<Parameter> Parameters => _own.Parameters;

    public override Tensor Forward(Tensor rows, Tensor positions, int length, bool keep)
    {
        if (!keep) { return _own.Forward(rows, positions, length, keep); }

        using var recorded = enable_grad();
        (_rows, _positions) = (rows.requires_grad_(true), positions);
        _outputs = Run(_rows, positions, length);
        return _outputs.detach();
    }

    /// <summary>
    /// Computes the gates once more, in one product for all steps, from the rows that the library got and the outputs that it returned,
    /// because the library does not return its gates.
    /// </summary>
    public override IReadOnlyList<Gate> Gates()
    {
        using var untracked = no_grad();
        var (length, batch) = (_outputs.shape[0], _outputs.shape[1]);
        using var inputWeights = _weights[0].t();
        using var stateWeights = _weights[1].t();
        var gates = addmm(_weights[2], _rows, inputWeights, 1, 1).index_select(0, _positions); // (T·B, 4R)
        if (length > 1)
        {
            // The first step has no previous state.
            gates.narrow(0, batch, (length - 1) * batch).addmm_(_outputs.narrow(0, 0, length - 1).flatten(0, 1), stateWeights, 1, 1);
        }

        for (var i = 0; i < LstmGates.Names.Count; i++)
        {
            var columns = gates.narrow(1, i * _size, _size);
            _ = i == LstmGates.Candidate ? columns.tanh_() : columns.sigmoid_();
        }

        return LstmGates.Of(gates.view(length, batch, 4 * _size));
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
        _own.Dispose();
        foreach (var weight in _weights) { weight.Dispose(); }
        _lstm.Dispose();
    }
}
