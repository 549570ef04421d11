using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Native;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Generation;

/// <summary>
/// Writes text with the model of a checkpoint: predicts the next word from the last T, appends it, and moves the window by one.
/// </summary>
public sealed class TextGenerator : IDisposable
{
    private readonly LanguageNetwork _network;
    private readonly IReadOnlyList<string> _words;
    private readonly Dictionary<string, int> _ids;

    /// <exception cref="ModelException">The checkpoint is of a window model, which writes no text.</exception>
    public TextGenerator(Checkpoint checkpoint)
    {
        if (checkpoint.Options.Model is ModelKind.Window)
        {
            throw new ModelException(
                "A window model predicts a word from those on both sides of it, and writes no text; take a trial of model rnn.");
        }

        LibTorch.Load();
        set_num_threads(1);
        _words = checkpoint.Words;
        _ids = _words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id, StringComparer.Ordinal);
        SequenceLength = checkpoint.Options.SequenceLength;
        using var untracked = no_grad();
        _network = LanguageNetwork.Create(checkpoint.Options, new double[_words.Count]);
        try
        {
            checkpoint.RestoreWeights(_network);
        }
        catch
        {
            _network.Dispose();
            throw;
        }
    }

    /// <summary>T, the number of words that the model sees.</summary>
    public int SequenceLength { get; }

    /// <summary>Generates words.</summary>
    /// <param name="start">
    /// At least T words, as the vocabulary has them. Unknown words count as the extra word if the vocabulary has one.
    /// </param>
    /// <param name="count">The number of words to generate.</param>
    /// <param name="sampling">How each word is chosen.</param>
    /// <param name="seed">The seed of the sampling.</param>
    /// <param name="cancellationToken">Stops the generation between two words.</param>
    /// <exception cref="ModelException">A sampling value is out of range, or the start does not fit the model.</exception>
    public IReadOnlyList<string> Generate(
        IReadOnlyList<string> start, int count, SamplingOptions sampling, int seed, CancellationToken cancellationToken = default)
    {
        sampling.Validate();
        using var untracked = no_grad();
        var random = SeededRandom.For(seed, "generation");
        var window = Window(start);
        var generated = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = _network.Logits(tensor(window.ToArray(), SequenceLength, 1)); // (1, V)
            var id = WordSampler.Choose(logits.data<float>().ToArray(), sampling, random);
            generated.Add(_words[id]);
            window.Dequeue();
            window.Enqueue(id);
        }

        return generated;
    }

    public void Dispose() => _network.Dispose();

    private Queue<long> Window(IReadOnlyList<string> start) => start.Count < SequenceLength
        ? throw new ModelException($"The start has {start.Count} words; this model needs at least its sequence_length, {SequenceLength}.")
        : new(start.TakeLast(SequenceLength).Select(Id));

    private long Id(string word) => _ids.TryGetValue(word, out var id) || _ids.TryGetValue(Vocabulary.UnknownWord, out id)
        ? id
        : throw new ModelException($"The vocabulary of this model has no word '{word}'; start with words of its text.");
}
