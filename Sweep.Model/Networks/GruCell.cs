using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Gated recurrent unit as TensorFlow 1 had it: r, u = σ(x·Wx + h·Wg + b), c = tanh(x·Wx + (r∘h)·Wc + b), h' = u∘h + (1−u)∘c. libtorch's own multiplies
/// by the reset gate after the product and has two biases, so it is another model. Wx (3R × E, stored transposed: r, u, c), Wg (R × 2R), Wc (R × R), b (3R).
/// </summary>
internal sealed class GruCell : RecurrentCell
{
    private readonly int _size;
    private readonly Parameter _inputWeights;
    private readonly Parameter _gateWeights;
    private readonly Parameter _candidateWeights;
    private readonly Parameter _bias;
    private readonly List<Step> _steps = [];
    private readonly InputProjection _projection;

    public GruCell(int embedding, int size, InitialValues values)
    {
        _size = size;
        _inputWeights = new("rnn/input_weights", values.Matrix(embedding + size, 3 * size, embedding));
        _gateWeights = new("rnn/gate_weights", values.Matrix(embedding + size, size, 2 * size));
        _candidateWeights = new("rnn/candidate_weights", values.Matrix(embedding + size, size, size));
        _bias = new("rnn/bias", values.Bias(3 * size, ..(2 * size)));
        _projection = new(_inputWeights, _bias);
    }

    public override IReadOnlyList<Parameter> Parameters => [_inputWeights, _gateWeights, _candidateWeights, _bias];

    public override Tensor Forward(Tensor rows, Tensor positions, int length, bool keep)
    {
        _steps.Clear();
        var projected = _projection.Forward(rows, positions).view(length, -1, 3 * _size); // (T, B, 3R)
        var gates = projected.narrow(2, 0, 2 * _size).unbind(0);                          // T × (B, 2R)
        var candidates = projected.narrow(2, 2 * _size, _size).unbind(0);                 // T × (B, R)
        var state = zeros(projected.shape[1], _size, projected.dtype);
        var outputs = new Tensor[gates.Length];
        for (var t = 0; t < gates.Length; t++)
        {
            var open = addmm(gates[t], state, _gateWeights.Value, 1, 1).sigmoid_(); // (B, 2R)
            var (reset, update) = (open.narrow(1, 0, _size), open.narrow(1, _size, _size));
            var kept = reset * state;
            var candidate = addmm(candidates[t], kept, _candidateWeights.Value, 1, 1).tanh_();
            outputs[t] = lerp(candidate, state, update);
            if (keep)
            {
                _steps.Add(new(state, open, reset, update, kept, candidate));
            }

            state = outputs[t];
        }

        return stack(outputs);
    }

    public override IReadOnlyList<Gate> Gates()
    {
        Tensor[] open = [.. _steps.Select(step => step.Open)];
        return
        [
            new("reset", open, 0, _size),
            new("update", open, _size, _size),
            new("candidate", [.. _steps.Select(step => step.Candidate)], 0, _size),
        ];
    }

    public override (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var sums = empty([.. outputs.shape.Take(2), 3 * _size], outputs.dtype); // (T, B, 3R): by each step's sums before σ and tanh
        var gateSums = sums.narrow(2, 0, 2 * _size);
        var candidateSums = sums.narrow(2, 2 * _size, _size);
        using var gateWeights = _gateWeights.Value.t();
        using var candidateWeights = _candidateWeights.Value.t();
        var carried = zeros(outputs.shape[1], _size, outputs.dtype);
        for (var t = _steps.Count - 1; t >= 0; t--)
        {
            var step = _steps[t];
            var output = outputs[t].add(carried, Scalars.One);                //  (B, R)
            var candidate = Scalars.Complement(step.Update).mul_(output).mul_(Scalars.Complement(step.Candidate.square()));
            var kept = mm(candidate, candidateWeights);
            var open = cat([kept * step.State, (step.State - step.Candidate).mul_(output)], 1); // (B, 2R)
            open.mul_(step.Open).mul_(Scalars.Complement(step.Open));
            carried = output.mul_(step.Update).addcmul_(kept, step.Reset, Scalars.One).addmm_(open, gateWeights, 1, 1);
            gateSums[t].copy_(open);
            candidateSums[t].copy_(candidate);
        }

        var flat = sums.flatten(0, 1); // (T·B, 3R)
        var (rows, weights, bias) = _projection.Backward(flat);
        return (rows,
        [
            weights,
            new(_gateWeights, mm(cat([.. _steps.Select(step => step.State)]).t(), flat.narrow(1, 0, 2 * _size))),
            new(_candidateWeights, mm(cat([.. _steps.Select(step => step.Kept)]).t(), flat.narrow(1, 2 * _size, _size))),
            bias,
        ]);
    }

    private sealed record Step(Tensor State, Tensor Open, Tensor Reset, Tensor Update, Tensor Kept, Tensor Candidate);
}
