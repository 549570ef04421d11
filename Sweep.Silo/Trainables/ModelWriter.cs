using Sweep.Client.Backends;
using Sweep.Model;
using Sweep.Model.Corpora;
using Sweep.Model.Generation;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Trainables;

/// <summary>Writes text with checkpoints of the language model.</summary>
internal sealed class ModelWriter(CorpusCache corpora)
{
    /// <inheritdoc cref="IWritesText.Write"/>
    public GeneratedText Write(TrialContext trial, GenerationRequest request, CancellationToken cancellationToken)
    {
        using var generator = new TextGenerator(ModelTrainable.Checkpoint(trial.Checkpoint!));
        var corpus = new Lazy<Corpus>(() => corpora.Corpus(trial.Settings["corpus"]));
        var start = new GenerationStart(generator.SequenceLength, () => corpus.Value).Of(request);
        var sampling = new SamplingOptions(request.Temperature, request.TopK, request.TopP);
        return Written(start, generator.Generate(start, request.Words, sampling, request.Seed, cancellationToken), corpus);
    }

    private static GeneratedText Written(IReadOnlyList<string> start, IReadOnlyList<string> words, Lazy<Corpus> corpus)
    {
        var (first, text) = Detokenizer.Print(start, words, Casing(corpus));
        var repetition = Repetition.Of(words);
        return new(first, text, words.Count, repetition.Distinct2, repetition.LongestRepeat);
    }

    private static Truecaser Casing(Lazy<Corpus> corpus)
    {
        try
        {
            return corpus.Value.Casing;
        }
        catch (ModelException)
        {
            // A trial can generate text when its corpus is not at hand. Names are then in lower case, as in the vocabulary.
            return Truecaser.None;
        }
    }
}
