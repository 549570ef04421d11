using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;

namespace Sweep.Model.Exports;

/// <summary>A word and the probability that the model gives it.</summary>
/// <param name="Word">As the vocabulary has it: in lower case.</param>
/// <param name="Probability">From 0 to 1.</param>
public readonly record struct WordProbability(string Word, float Probability);

/// <summary>
/// A trained model from a folder that <c>model export</c> has written. It predicts words, and needs neither libtorch nor Sherlock's other
/// packages. Several threads may use it at the same time.
/// <code>
/// var model = LanguageModel.Load("winner");
/// foreach (var (word, probability) in model.Predict("the hound of", top: 5)) { Console.WriteLine($"{probability:0.000} {word}"); }
/// </code>
/// </summary>
public sealed class LanguageModel
{
    /// <summary>The words on either side of the one that a window model predicts.</summary>
    private const int Side = 2;

    private readonly ExportedNetwork _network;
    private readonly Vocabulary _vocabulary;

    private LanguageModel(ModelConfig config, Vocabulary vocabulary, ExportedNetwork network)
    {
        (_vocabulary, _network) = (vocabulary, network);
        (SequenceLength, PredictsBetween) = (config.SequenceLength, config.Model is ModelKind.Window);
    }

    /// <summary>The words by id, the most common first. If the last is <c>&lt;unk&gt;</c>, it stands for all others.</summary>
    public IReadOnlyList<string> Words => _vocabulary.Words;

    /// <summary>The most words that the model sees at once, and that it was trained with. Of a longer text the last ones count.</summary>
    public int SequenceLength { get; }

    /// <summary>
    /// Whether it is a window model, which predicts the word between others: for <see cref="PredictBetween"/>. Otherwise it predicts the
    /// next word: for <see cref="Predict"/>.
    /// </summary>
    public bool PredictsBetween { get; }

    /// <summary>Loads an exported model.</summary>
    /// <param name="folder">The folder that <c>model export</c> has written.</param>
    /// <exception cref="ModelException">A file is missing or damaged, or the folder holds no exported model.</exception>
    public static LanguageModel Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            var config = ModelConfig.Read(RegularFile.ReadAllBytes(Path.Combine(folder, ExportedFiles.Config)));
            var words = Encoding.UTF8.GetString(Bytes(folder, ExportedFiles.Vocabulary, config)).TrimEnd('\n').Split('\n');
            if (words.Length != config.Vocabulary)
            {
                throw new InvalidDataException($"its vocabulary has {words.Length} words, and {config.Vocabulary} are wanted");
            }

            using var weights = new MemoryStream(Bytes(folder, ExportedFiles.Weights, config));
            var network = new ExportedNetwork(config.Shape, Tensors(SafeTensors.Read(weights), config.Shape));
            return new(config, new([.. words], [.. new int[words.Length]]), network);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"No exported model can be loaded from '{folder}': {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>Predicts the word after a text.</summary>
    /// <param name="text">
    /// At least one word. It is split as the training's texts are, and in lower case. Of fewer words than <see cref="SequenceLength"/>
    /// the model sees less than in training.
    /// </param>
    /// <param name="top">The number of words to return, from 1.</param>
    /// <returns>The likeliest words, the likeliest first.</returns>
    /// <exception cref="ModelException">
    /// The text has no words, or one that the vocabulary has no id for; or it is a window model.
    /// </exception>
    public IReadOnlyList<WordProbability> Predict(string text, int top = 10) => Top(Probabilities(Tokenizer.Split(text)), top);

    /// <summary>Predicts the word between two texts, by the two words before it and the two after it.</summary>
    /// <param name="before">At least two words.</param>
    /// <param name="after">At least two words.</param>
    /// <param name="top">The number of words to return, from 1.</param>
    /// <returns>The likeliest words, the likeliest first.</returns>
    /// <exception cref="ModelException">
    /// A text has fewer words, or one that the vocabulary has no id for; or it is no window model.
    /// </exception>
    public IReadOnlyList<WordProbability> PredictBetween(string before, string after, int top = 10)
    {
        if (!PredictsBetween) { throw new ModelException("This model predicts the word after a text, not between two: use Predict."); }
        var (left, right) = (Tokenizer.Split(before), Tokenizer.Split(after));
        return left.Count < Side || right.Count < Side
            ? throw new ModelException(
                $"There are {left.Count} words before the predicted one and {right.Count} after it; this model needs {Side} on "
                    + "either side.")
            : Top(Probabilities([.. left.TakeLast(Side), .. right.Take(Side)]), top);
    }

    /// <summary>Computes the probability of every word of the vocabulary.</summary>
    /// <param name="words">
    /// The words before the predicted one, at least one; for a window model the two before it and then the two after it.
    /// </param>
    /// <returns>By id; the sum is 1.</returns>
    /// <exception cref="ModelException">The words do not fit the model.</exception>
    public float[] Probabilities(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0)
        {
            throw new ModelException("The text has no words; name some words of the text that the model learned from.");
        }

        if (PredictsBetween && words.Count != 2 * Side)
        {
            throw new ModelException("This is a window model: it predicts a word from the two before it and the two after it.");
        }

        var logits = _network.Logits([.. words.TakeLast(PredictsBetween ? words.Count : SequenceLength).Select(Id)]);
        var probabilities = new float[logits.Length];
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), logits);
        TensorPrimitives.SoftMax(logits, probabilities);
        return probabilities;
    }

    private WordProbability[] Top(float[] probabilities, int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return [.. probabilities.Index().OrderByDescending(word => word.Item).Take(top).Select(
            word => new WordProbability(_vocabulary[word.Index], word.Item))];
    }

    private int Id(string word) => _vocabulary.TryGetId(word, out var id) ? id : _vocabulary.UnknownId
        ?? throw new ModelException($"The vocabulary of this model has no word '{word}'; use words of the text that it learned from.");

    private static byte[] Bytes(string folder, string file, ModelConfig config)
    {
        var bytes = RegularFile.ReadAllBytes(Path.Combine(folder, file));
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == config.Sha256.GetValueOrDefault(file)
            ? bytes
            : throw new InvalidDataException($"its {file} does not match the SHA-256 in {ExportedFiles.Config}");
    }

    private static Dictionary<string, float[]> Tensors(SafeTensors.Content content, ModelShape shape)
    {
        var found = new Dictionary<string, float[]>();
        foreach (var (name, dimensions, _) in shape.Tensors)
        {
            found.Add(name, content.Entries.GetValueOrDefault(name) is { Type: "F32" } entry && entry.Shape.SequenceEqual(dimensions)
                ? MemoryMarshal.Cast<byte, float>(entry.Data).ToArray()
                : throw new InvalidDataException(
                    $"its {ExportedFiles.Weights} has no '{name}' of float32 ({string.Join(" × ", dimensions)})"));
        }

        return found;
    }
}
