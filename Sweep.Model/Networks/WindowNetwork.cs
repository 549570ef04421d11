using Sweep.Model.Configuration;
using Sweep.Model.Data;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The study's window model: the vectors of the two words before and the two after, side by side in the order of the text (4E), → tanh
/// hidden layer (H) → output weights (V × H) and bias (V), which predict the word between.
/// </summary>
internal sealed class WindowNetwork : LanguageNetwork
{
    private readonly Parameter _embedding;
    private readonly OutputLayers _output;

    /// <param name="options">Widths and initialization scheme.</param>
    /// <param name="logFrequencies">ln of each word's frequency, (V): the initial output bias of the scaled scheme.</param>
    /// <param name="type">Number format: float32, or float64 when gradients are checked.</param>
    public WindowNetwork(TrainingOptions options, ReadOnlySpan<double> logFrequencies, ScalarType type = ScalarType.Float32)
        : base(logFrequencies.Length)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var values = new InitialValues(options.Initialization, SeededRandom.For(options.Seed, "initial values"), type);
        _embedding = new(EmbeddingName, values.Embedding(logFrequencies.Length, options.EmbeddingSize), isTable: true);
        _output = new(WindowLayout.Between().Context.Count * options.EmbeddingSize, options.HiddenSize, values, logFrequencies);
        Parameters = [_embedding, .. _output.Parameters];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public override (Tensor Loss, IReadOnlyList<Gradient> Gradients) LossAndGradients(
        StepWords words, Action<Activations>? watch = null, StepClock? clock = null)
    {
        var vectors = _embedding.Value.index_select(0, words.InputRows).index_select(0, words.InputPositions); // (4·B, E)
        var context = SideBySide(vectors, words.Length);                                                         // (B, 4E)
        var hidden = _output.Hidden(context);                                                                    // (B, H)
        clock?.Mark(StepPhase.Forward);
        if (watch is not null)
        {
            watch(new(vectors, null, hidden, []));
            clock?.Mark(StepPhase.Summaries);
        }

        var nce = _output.Loss(hidden, words);
        clock?.Mark(StepPhase.Loss);
        var (byContext, outputGradients) = _output.Backward(context, hidden, nce, words);
        var byVectors = OneBelowTheOther(byContext, words.Length);                                               // (4·B, E)
        var byRows = RowSums.Of(byVectors, words.InputPositions, words.InputRows.shape[0]);         // (U, E)
        Gradient[] gradients = [new(_embedding, byRows, words.InputRows), .. outputGradients];
        clock?.Mark(StepPhase.Backward);
        return (nce.Loss, gradients);
    }

    /// <inheritdoc/>
    public override Tensor Logits(Tensor inputs) =>
        _output.Logits(SideBySide(_embedding.Value.index_select(0, inputs.flatten()), (int)inputs.shape[0]));

    public override void Dispose()
    {
        _embedding.Dispose();
        _output.Dispose();
    }

    /// <summary>Rearranges vectors column by column, (4·B, E), to one row for each window, (B, 4E).</summary>
    private static Tensor SideBySide(Tensor vectors, int length) =>
        vectors.view(length, -1, vectors.shape[1]).transpose(0, 1).flatten(1, 2);

    /// <summary>Reverses <see cref="SideBySide"/>.</summary>
    private static Tensor OneBelowTheOther(Tensor context, int length) =>
        context.view(context.shape[0], length, -1).transpose(0, 1).flatten(0, 1).contiguous();
}
