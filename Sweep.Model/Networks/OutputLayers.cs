using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// What every network ends with: features (N, F) → tanh hidden layer (H) → output weights (V × H) and bias (V), trained by noise-contrastive estimation. Of the
/// output's tables, a step's gradients are those of the touched rows alone.
/// </summary>
internal sealed class OutputLayers : IDisposable
{
    private readonly Products _products;
    private readonly Parameter _hiddenWeights;
    private readonly Parameter _hiddenBias;
    private readonly Parameter _outputWeights;
    private readonly Parameter _outputBias;

    /// <param name="features">F: the width of what comes before.</param>
    /// <param name="hidden">H.</param>
    /// <param name="values">Start values; drawn in the order of <see cref="Parameters"/>.</param>
    /// <param name="logFrequencies">ln of each word's frequency, (V): the scaled start of the output bias.</param>
    /// <param name="products">Of the hidden layer in training; null for the network's own format.</param>
    public OutputLayers(int features, int hidden, InitialValues values, ReadOnlySpan<double> logFrequencies, Products? products = null)
    {
        _products = products ?? Products.Exact;
        _hiddenWeights = new("hidden/weights", values.Matrix(features, features, hidden));
        _hiddenBias = new("hidden/bias", values.Bias(hidden, ..0));
        _outputWeights = new(LanguageNetwork.OutputWeightsName, values.OutputWeights(logFrequencies.Length, hidden), isTable: true);
        _outputBias = new("output/bias", values.OutputBias(logFrequencies), isTable: true);
        Parameters = [_hiddenWeights, _hiddenBias, _outputWeights, _outputBias];
    }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The hidden layer's outputs in training, (N, H).</summary>
    /// <param name="features">(N, F).</param>
    public Tensor Hidden(Tensor features) => Hidden(features, _products);

    /// <summary>Logits of all words, (N, V).</summary>
    /// <param name="features">(N, F).</param>
    public Tensor Logits(Tensor features) => addmm(_outputBias.Value, Hidden(features, Products.Exact), _outputWeights.Value.t(), 1, 1);

    /// <summary>A step's loss, and its gradients by what <see cref="Hidden(Tensor)"/> gave and by the output rows.</summary>
    public NceLoss.Result Loss(Tensor hidden, StepWords words) => NceLoss.Compute(
        hidden, _outputWeights.Value.index_select(0, words.OutputIds), _outputBias.Value.index_select(0, words.OutputIds), words.Correction);

    /// <summary>From there to the gradients by the features, (N, F), and by <see cref="Parameters"/> in their order.</summary>
    /// <param name="features">As they were given to <see cref="Hidden(Tensor)"/>.</param>
    /// <param name="hidden">What it gave.</param>
    /// <param name="nce">What <see cref="Loss"/> gave; the caller gives it away.</param>
    public (Tensor Features, IReadOnlyList<Gradient> Weights) Backward(Tensor features, Tensor hidden, NceLoss.Result nce, StepWords words)
    {
        var byHidden = nce.Hidden.mul_(Scalars.Complement(hidden.square())); // (N, H)
        var rows = words.OutputRows;
        var operand = _products.Operand(byHidden);
        return (
            _products.Multiply(operand, _products.Operand(_hiddenWeights.Value.t())),
            [
                new(_hiddenWeights, _products.Multiply(_products.Operand(features.t()), operand)),
                new(_hiddenBias, byHidden.sum(dim: 0)),
                new(_outputWeights, RowSums.Of(nce.Weights, words.OutputPositions, rows.shape[0]), rows),
                new(_outputBias, RowSums.Of(nce.Bias, words.OutputPositions, rows.shape[0]), rows),
            ]);
    }

    private Tensor Hidden(Tensor features, Products products) =>
        products.Affine(_hiddenBias.Value, products.Operand(features), products.Operand(_hiddenWeights.Value)).tanh_();

    public void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }
    }
}
