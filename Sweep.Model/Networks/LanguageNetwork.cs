using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Vectors;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// A network that predicts words from words: it begins with an embedding and ends with noise-contrastive output weights. The tables'
/// gradients cover the touched rows only. Used by one thread at a time; every call must be inside a dispose scope.
/// </summary>
internal abstract class LanguageNetwork : IDisposable
{
    /// <summary>The name of the embedding, (V × E).</summary>
    public const string EmbeddingName = "embedding";

    /// <summary>The name of the output weights, (V × H).</summary>
    public const string OutputWeightsName = "output/weights";

    /// <param name="vocabulary">V.</param>
    protected LanguageNetwork(int vocabulary) => Vocabulary = vocabulary;

    /// <summary>V, the number of word ids.</summary>
    public int Vocabulary { get; }

    /// <summary>All weights, in a fixed order.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Creates the network of a configuration, with its initial values.</summary>
    /// <param name="options">Kind, widths, cell and initialization scheme.</param>
    /// <param name="logFrequencies">ln of each word's frequency, (V): the initial output bias of the scaled scheme.</param>
    /// <param name="products">The products of its training; null for exact ones, which a network that is not trained uses.</param>
    public static LanguageNetwork Create(
        TrainingOptions options, ReadOnlySpan<double> logFrequencies, Products? products = null) =>
        options.Model is ModelKind.Window
            ? new WindowNetwork(options, logFrequencies)
            : new RecurrentNetwork(options, logFrequencies, products: products);

    /// <summary>Computes loss and gradients of one step.</summary>
    /// <param name="watch">Gets the outputs of the layers before backward begins.</param>
    /// <param name="clock">Is told when each phase of the work is done.</param>
    public abstract (Tensor Loss, IReadOnlyList<Gradient> Gradients) LossAndGradients(
        StepWords words, Action<Activations>? watch = null, StepClock? clock = null);

    /// <summary>Computes the logits of all words for each window, (B, V).</summary>
    /// <param name="inputs">Word ids, (T, B): the words at the positions of <see cref="WindowLayout.Context"/>, in its order.</param>
    public abstract Tensor Logits(Tensor inputs);

    /// <summary>Copies the vectors of the first words.</summary>
    /// <param name="words">The words by id.</param>
    public WordVectors Vectors(IReadOnlyList<string> words)
    {
        string[] common = [.. words.Take(WordVectors.Most)];
        return new(common, FirstRows(EmbeddingName, common.Length), FirstRows(OutputWeightsName, common.Length));
    }

    /// <summary>Frees all weights.</summary>
    public abstract void Dispose();

    private VectorTable FirstRows(string name, int rows)
    {
        var table = Parameters.Single(parameter => parameter.Name == name).Value;
        var width = (int)table.shape[1];
        return new(TensorSpan.Of<float>(table)[..(rows * width)].ToArray(), width);
    }
}
