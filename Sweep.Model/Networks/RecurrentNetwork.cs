using Sweep.Model.Training;
using Sweep.Model.Vectors;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The study's language model: embedding (V × E) → one recurrent layer (R) → tanh hidden layer (H) → output weights (V × H) and bias (V).
/// Gradients of the three tables are those of the touched rows alone. One thread at a time; every call belongs inside a dispose scope.
/// </summary>
internal sealed class RecurrentNetwork : IDisposable
{
    /// <summary>The name of the embedding, (V × E).</summary>
    public const string EmbeddingName = "embedding";

    /// <summary>The name of the output weights, (V × H).</summary>
    public const string OutputWeightsName = "output/weights";

    private readonly RecurrentCell _cell;
    private readonly Parameter _embedding;
    private readonly Parameter _hiddenWeights;
    private readonly Parameter _hiddenBias;
    private readonly Parameter _outputWeights;
    private readonly Parameter _outputBias;

    /// <param name="options">Widths, cell and start values.</param>
    /// <param name="logFrequencies">ln of each word's frequency, (V): the scaled start of the output bias.</param>
    /// <param name="type">Number format: float32, or float64 where gradients are checked.</param>
    public RecurrentNetwork(TrainingOptions options, ReadOnlySpan<double> logFrequencies, ScalarType type = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var values = new InitialValues(options.Initialization, SeededRandom.For(options.Seed, "initial values"), type);
        var (vocabulary, rnn, hidden) = (logFrequencies.Length, options.RnnSize, options.HiddenSize);
        Vocabulary = vocabulary;
        _embedding = new(EmbeddingName, values.Embedding(vocabulary, options.EmbeddingSize), isTable: true);
        _cell = options.Cell switch
        {
            CellKind.Basic => new BasicCell(options.EmbeddingSize, rnn, values),
            CellKind.Gru => new GruCell(options.EmbeddingSize, rnn, values),
            _ when LibraryLstmCell.IsFaster => new LibraryLstmCell(options.EmbeddingSize, rnn, values),
            _ => new LstmCell(options.EmbeddingSize, rnn, values),
        };
        _hiddenWeights = new("hidden/weights", values.Matrix(rnn, rnn, hidden));
        _hiddenBias = new("hidden/bias", values.Bias(hidden, ..0));
        _outputWeights = new(OutputWeightsName, values.OutputWeights(vocabulary, hidden), isTable: true);
        _outputBias = new("output/bias", values.OutputBias(logFrequencies), isTable: true);
        Parameters = [_embedding, .. _cell.Parameters, _hiddenWeights, _hiddenBias, _outputWeights, _outputBias];
    }

    /// <summary>V, the number of word ids.</summary>
    public int Vocabulary { get; }

    /// <summary>All weights, in a fixed order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Loss and gradients of one step.</summary>
    /// <param name="watch">Is shown what the layers gave, before backward begins.</param>
    public (Tensor Loss, IReadOnlyList<Gradient> Gradients) LossAndGradients(StepWords words, Action<Activations>? watch = null)
    {
        var rows = _embedding.Value.index_select(0, words.InputRows);                           // (U, E)
        var states = _cell.Forward(rows, words.InputPositions, words.Length, keep: true);       // (T, B, R)
        var last = words.TargetsAll ? states.flatten(0, 1) : states[-1];                        // (N, R)
        var hidden = Hidden(last);                                                              // (N, H)
        watch?.Invoke(new(rows.index_select(0, words.InputPositions), states, hidden, _cell.Gates()));

        var nce = NceLoss.Compute(
            hidden,
            _outputWeights.Value.index_select(0, words.OutputIds),
            _outputBias.Value.index_select(0, words.OutputIds),
            words.Correction);
        var byHidden = nce.Hidden.mul_(1 - hidden.square());                                    // (N, H)
        var byLast = mm(byHidden, _hiddenWeights.Value.t());                                    // (N, R)
        var (byRows, cellGradients) = _cell.Backward(words.TargetsAll ? byLast.view_as(states) : AtLastStep(byLast, states));

        return (nce.Loss,
        [
            new(_embedding, byRows, words.InputRows),
            .. cellGradients,
            new(_hiddenWeights, mm(last.t(), byHidden)),
            new(_hiddenBias, byHidden.sum(dim: 0)),
            new(_outputWeights, InputProjection.RowSums(nce.Weights, words.OutputPositions, words.OutputRows.shape[0]), words.OutputRows),
            new(_outputBias, InputProjection.RowSums(nce.Bias, words.OutputPositions, words.OutputRows.shape[0]), words.OutputRows),
        ]);
    }

    /// <summary>Logits of all words after the last step of each window, (B, V).</summary>
    /// <param name="inputs">Word ids, (T, B).</param>
    public Tensor Logits(Tensor inputs)
    {
        var positions = arange(inputs.numel());
        var states = _cell.Forward(_embedding.Value.index_select(0, inputs.flatten()), positions, (int)inputs.shape[0], keep: false);
        return addmm(_outputBias.Value, Hidden(states[-1]), _outputWeights.Value.t(), 1, 1);
    }

    /// <summary>The vectors of the first words, copied.</summary>
    /// <param name="words">By id.</param>
    public WordVectors Vectors(IReadOnlyList<string> words)
    {
        string[] common = [.. words.Take(WordVectors.Most)];
        return new(common, FirstRows(_embedding, common.Length), FirstRows(_outputWeights, common.Length));
    }

    public void Dispose()
    {
        _cell.Dispose();
        foreach (var parameter in Parameters.Except(_cell.Parameters))
        {
            parameter.Dispose();
        }
    }

    private Tensor Hidden(Tensor last) => addmm(_hiddenBias.Value, last, _hiddenWeights.Value, 1, 1).tanh_();

    private static VectorTable FirstRows(Parameter table, int rows)
    {
        var width = (int)table.Value.shape[1];
        return new(Memory.Of<float>(table.Value)[..(rows * width)].ToArray(), width);
    }

    private static Tensor AtLastStep(Tensor byLast, Tensor states)
    {
        var byStates = zeros_like(states);
        byStates[-1].copy_(byLast);
        return byStates;
    }
}
