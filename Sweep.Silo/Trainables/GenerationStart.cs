using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Model.Corpora;

namespace Sweep.Silo.Trainables;

/// <summary>Chooses the words that a text is generated from: as many as the model sees at once.</summary>
/// <param name="length">The number of words.</param>
/// <param name="corpus">The corpus; read only if the words must come from it.</param>
internal sealed class GenerationStart(int length, Func<Corpus> corpus)
{
    /// <summary>The position in the text at which the study starts.</summary>
    private const int DefaultPosition = 11_000;

    /// <exception cref="SherlockException">The text has no words, or the corpus has no such passage.</exception>
    public IReadOnlyList<string> Of(GenerationRequest request)
    {
        if (request.Start is not { } text)
        {
            return Passage(request.Position, length);
        }

        var words = Tokenizer.Split(text);
        return words.Count switch
        {
            0 => throw new SherlockException($"The start {Spelling.Quote(text)} has no words; name some words of the trial's text."),
            var count when count >= length => [.. words.TakeLast(length)],

            // The model sees only whole windows, so words of the text take the place of those before the start.
            var count => [.. Passage(null, length - count), .. words],
        };
    }

    private static IEnumerable<string> Words(Corpus text, int position, int count) =>
        text.Tokens.AsSpan(position, count).ToArray().Select(id => text.Vocabulary[id]);

    private IReadOnlyList<string> Passage(int? position, int count)
    {
        var text = corpus();
        var last = text.Tokens.Length - count;
        var begin = position ?? Math.Clamp(last, 0, DefaultPosition);
        return begin >= 0 && begin <= last
            ? [.. Words(text, begin, count)]
            : throw new SherlockException(
                $"There is no passage of {count} words at position {begin}: corpus '{text.Name}' has {text.Tokens.Length} words.");
    }
}
