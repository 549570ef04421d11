using System.Globalization;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;

namespace Sweep.Model.Data;

/// <summary>
/// A corpus prepared for one configuration: limited vocabulary, held-out end, unigram model. It is immutable, and trials that agree on
/// these settings share it.
/// </summary>
public sealed class TrainingData
{
    private const int LeastHeldOutForWindows = 3;

    /// <exception cref="ModelException">The vocabulary has one word.</exception>
    public TrainingData(Corpus corpus, int vocabularySize, double validationFraction)
    {
        Corpus = corpus.Limit(vocabularySize);
        (Training, Validation) = Corpus.Split(validationFraction);
        if (Vocabulary.Count < 2)
        {
            throw new ModelException(
                $"Corpus '{corpus.Name}' has a vocabulary of {Vocabulary.Count} word; a language model needs at least 2.");
        }

        Unigram = new(Training.Span, Vocabulary.Count);
    }

    public Corpus Corpus { get; }

    public Vocabulary Vocabulary => Corpus.Vocabulary;

    /// <summary>The part that is trained on.</summary>
    public ReadOnlyMemory<int> Training { get; }

    /// <summary>The end of the text, held out for validation. May be empty.</summary>
    public ReadOnlyMemory<int> Validation { get; }

    /// <summary>
    /// The unigram model of the training part: a scaled output bias starts from it, and a trained model must be better than it.
    /// </summary>
    public UnigramModel Unigram { get; }

    /// <summary>Says in one line why a configuration cannot be trained on this text; null if it can.</summary>
    public string? Problem(TrainingOptions options)
    {
        if (options.NegativeSamples > Vocabulary.Count)
        {
            return $"negative_samples {options.NegativeSamples} is more than the vocabulary of corpus '{Corpus.Name}' holds: "
                + $"{Vocabulary.Count} words.";
        }

        if (options.ValidationFraction > 0 && Validation.IsEmpty)
        {
            return $"validation_fraction {options.ValidationFraction} of the {Corpus.Tokens.Length} words of corpus '{Corpus.Name}' "
                + "is less than one word.";
        }

        if (options.LearningRate > float.MaxValue)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"learning_rate {options.LearningRate} is too large for float32; useful ones are below 1.");
        }

        if ((NotForWindows(options) ?? TooLarge(options)) is { } unfit)
        {
            return unfit;
        }

        try
        {
            _ = new WindowBatches(Training, options.BatchSize, WindowLayout.Of(options));
            return null;
        }
        catch (ModelException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Says which option the window model does not support; null if it supports all.</summary>
    private string? NotForWindows(TrainingOptions options)
    {
        if (options.Model is not ModelKind.Window) { return null; }
        if (options.Targets is TargetKind.All)
        {
            return "targets all is not for model window, which predicts one word of each window: leave targets at last.";
        }

        return Validation.Length is > 0 and < LeastHeldOutForWindows
            ? $"validation_fraction {options.ValidationFraction} of the {Corpus.Tokens.Length} words of corpus '{Corpus.Name}' "
                + $"holds out {Validation.Length}, and "
                + $"model window needs {LeastHeldOutForWindows}: a word that it predicts has two after it."
            : null;
    }

    /// <summary>
    /// Says which tensor has 2^31 bytes or more, because loops over a tensor's memory count its bytes in 32 bits; null if all are
    /// smaller.
    /// </summary>
    private string? TooLarge(TrainingOptions options)
    {
        var words = (long)Vocabulary.Count;
        (string Factors, decimal Elements)[] tensors =
        [
            ($"vocabulary {words} (vocabulary_size) × embedding_size {options.EmbeddingSize}", (decimal)words * options.EmbeddingSize),
            ($"vocabulary {words} (vocabulary_size) × hidden_size {options.HiddenSize}", (decimal)words * options.HiddenSize),
            options.Model is ModelKind.Window
                ? ($"4 × batch_size {options.BatchSize} × embedding_size {options.EmbeddingSize}",
                    4m * options.BatchSize * options.EmbeddingSize)
                : ($"sequence_length {options.SequenceLength} × batch_size {options.BatchSize} × 4 × rnn_size {options.RnnSize}",
                    4m * options.SequenceLength * options.BatchSize * options.RnnSize),
        ];
        return tensors.FirstOrDefault(tensor => tensor.Elements * sizeof(float) > int.MaxValue).Factors is { } factors
            ? $"{factors} float32 numbers take 2 GB or more, and a tensor must be smaller: make one of these smaller."
            : null;
    }
}
