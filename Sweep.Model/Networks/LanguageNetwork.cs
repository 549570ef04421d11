using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Vectors;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// A network that predicts words from words: an embedding at its beginning, noise-contrastive output weights at its end. Gradients of the tables are those of
/// the touched rows alone. One thread at a time; every call belongs inside a dispose scope.
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

    /// <summary>The network that a configuration names, at its start values.</summary>
    /// <param name="options">Kind, widths, cell and start values.</param>
    /// <param name="logFrequencies">ln of each word's frequency, (V): the scaled start of the output bias.</param>
    public static LanguageNetwork Create(TrainingOptions options, ReadOnlySpan<double> logFrequencies) => options.Model is ModelKind.Window
        ? new WindowNetwork(options, logFrequencies)
        : new RecurrentNetwork(options, logFrequencies);

    /// <summary>Loss and gradients of one step.</summary>
    /// <param name="watch">Is shown what the layers gave, before backward begins.</param>
    /// <param name="clock">Is told when each part of the work is done.</param>
    public abstract (Tensor Loss, IReadOnlyList<Gradient> Gradients) LossAndGradients(
        StepWords words, Action<Activations>? watch = null, StepClock? clock = null);

    /// <summary>Logits of all words for each window, (B, V).</summary>
    /// <param name="inputs">Word ids, (T, B): those that <see cref="WindowLayout.Context"/> names, in its order.</param>
    public abstract Tensor Logits(Tensor inputs);

    /// <summary>The vectors of the first words, copied.</summary>
    /// <param name="words">By id.</param>
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
        return new(Memory.Of<float>(table)[..(rows * width)].ToArray(), width);
    }
}
