using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// The last layers of every network: features (N, F) → tanh hidden layer (H) → output weights (V × H) and bias (V), trained by
/// noise-contrastive estimation. The gradients of the output's tables cover only the rows that a step touched.
/// </summary>
internal sealed class OutputLayers : IDisposable
{
    private readonly Products _products;
    private readonly Parameter _hiddenWeights;
    private readonly Parameter _hiddenBias;
    private readonly Parameter _outputWeights;
    private readonly Parameter _outputBias;

    /// <param name="features">F, the width of the input.</param>
    /// <param name="hidden">H.</param>
    /// <param name="values">Draws the initial values, in the order of <see cref="Parameters"/>.</param>
    /// <param name="logFrequencies">ln of each word's frequency, (V): the initial output bias of the scaled scheme.</param>
    /// <param name="products">How the hidden layer multiplies in training; null for the network's own number format.</param>
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

    /// <summary>Computes the hidden layer's outputs in training, (N, H).</summary>
    /// <param name="features">(N, F).</param>
    public Tensor Hidden(Tensor features) => Hidden(features, _products);

    /// <summary>Computes the logits of all words, (N, V).</summary>
    /// <param name="features">(N, F).</param>
    public Tensor Logits(Tensor features) =>
        Products.Exact.Affine(_outputBias.Value, Hidden(features, Products.Exact), _outputWeights.Value.t());

    /// <summary>
    /// Computes a step's loss, and its gradients with respect to the result of <see cref="Hidden(Tensor)"/> and to the output rows.
    /// </summary>
    public NceLoss.Result Loss(Tensor hidden, StepWords words) => NceLoss.Compute(
        hidden,
        _outputWeights.Value.index_select(0, words.OutputIds),
        _outputBias.Value.index_select(0, words.OutputIds),
        words.Correction);

    /// <summary>Computes the gradients with respect to the features, (N, F), and to <see cref="Parameters"/>, in their order.</summary>
    /// <param name="features">The features that <see cref="Hidden(Tensor)"/> got.</param>
    /// <param name="hidden">The result of <see cref="Hidden(Tensor)"/>.</param>
    /// <param name="nce">The result of <see cref="Loss"/>; it is overwritten.</param>
    public (Tensor Features, IReadOnlyList<Gradient> Weights) Backward(Tensor features, Tensor hidden, NceLoss.Result nce, StepWords words)
    {
        var hiddenGrad = nce.Hidden.mul_(Scalars.Complement(hidden * hidden)); // (N, H)
        var rows = words.OutputRows;
        var operand = _products.Operand(hiddenGrad);
        return (
            _products.Multiply(operand, _products.Operand(_hiddenWeights.Value.t())),
            [
                new(_hiddenWeights, _products.Multiply(_products.Operand(features.t()), operand)),
                new(_hiddenBias, hiddenGrad.sum(dim: 0)),
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
