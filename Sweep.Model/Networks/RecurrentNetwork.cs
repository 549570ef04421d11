using Sweep.Model.Configuration;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The study's language model: embedding (V × E) → one recurrent layer (R) → tanh hidden layer (H) → output weights (V × H) and bias (V).
/// </summary>
internal sealed class RecurrentNetwork : LanguageNetwork
{
    private readonly RecurrentCell _cell;
    private readonly Parameter _embedding;
    private readonly OutputLayers _output;

    /// <param name="options">Widths, cell and initialization scheme.</param>
    /// <param name="logFrequencies">ln of each word's frequency, (V): the initial output bias of the scaled scheme.</param>
    /// <param name="type">Number format: float32, or float64 when gradients are checked.</param>
    /// <param name="products">The products of its training; null for exact ones.</param>
    public RecurrentNetwork(
        TrainingOptions options,
        ReadOnlySpan<double> logFrequencies,
        ScalarType type = ScalarType.Float32,
        Products? products = null)
        : base(logFrequencies.Length)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var values = new InitialValues(options.Initialization, SeededRandom.For(options.Seed, "initial values"), type);
        var rnn = options.RnnSize;
        _embedding = new(EmbeddingName, values.Embedding(logFrequencies.Length, options.EmbeddingSize), isTable: true);
        _cell = options.Cell switch
        {
            CellKind.Basic => new BasicCell(options.EmbeddingSize, rnn, values, products),
            CellKind.Gru => new GruCell(options.EmbeddingSize, rnn, values, products),
            _ => new LstmCell(options.EmbeddingSize, rnn, values, products),
        };
        _output = new(rnn, options.HiddenSize, values, logFrequencies, products);
        Parameters = [_embedding, .. _cell.Parameters, .. _output.Parameters];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public override (Tensor Loss, IReadOnlyList<Gradient> Gradients) LossAndGradients(
        StepWords words, Action<Activations>? watch = null, StepClock? clock = null)
    {
        var rows = _embedding.Value.index_select(0, words.InputRows);                           // (U, E)
        var states = _cell.Forward(rows, words.InputPositions, words.Length, keep: true);       // (T, B, R)
        var last = words.TargetsAll ? states.flatten(0, 1) : states[-1];                        // (N, R)
        var hidden = _output.Hidden(last);                                                      // (N, H)
        clock?.Mark(StepPhase.Forward);
        if (watch is not null)
        {
            watch(new(rows.index_select(0, words.InputPositions), states, hidden, _cell.Gates()));
            clock?.Mark(StepPhase.Summaries);
        }

        var nce = _output.Loss(hidden, words);
        clock?.Mark(StepPhase.Loss);
        var (byLast, outputGradients) = _output.Backward(last, hidden, nce, words);             // (N, R)
        var (byRows, cellGradients) = _cell.Backward(words.TargetsAll ? byLast.view_as(states) : AtLastStep(byLast, states));
        Gradient[] gradients = [new(_embedding, byRows, words.InputRows), .. cellGradients, .. outputGradients];
        clock?.Mark(StepPhase.Backward);
        return (nce.Loss, gradients);
    }

    /// <summary>Computes the logits of all words after the last step of each window, (B, V).</summary>
    /// <param name="inputs">Word ids, (T, B).</param>
    public override Tensor Logits(Tensor inputs)
    {
        var positions = tensor(Enumerable.Range(0, (int)inputs.numel()).Select(word => (long)word).ToArray());
        var states = _cell.Forward(_embedding.Value.index_select(0, inputs.flatten()), positions, (int)inputs.shape[0], keep: false);
        return _output.Logits(states[-1]);
    }

    public override void Dispose()
    {
        _embedding.Dispose();
        _cell.Dispose();
        _output.Dispose();
    }

    private static Tensor AtLastStep(Tensor byLast, Tensor states)
    {
        var byStates = zeros_like(states);
        byStates[-1].copy_(byLast);
        return byStates;
    }
}
