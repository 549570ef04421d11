using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Model.Corpora;

namespace Sweep.Silo.Workbench;

/// <summary>The words that a text is generated from: as many as the model sees at once.</summary>
/// <param name="length">How many those are.</param>
/// <param name="corpus">Read only where the words must come from it.</param>
internal sealed class GenerationStart(int length, Func<Corpus> corpus)
{
    /// <summary>The seed's place to start from.</summary>
    private const int DefaultPosition = 11_000;

    /// <exception cref="SherlockException">The text has no words, or the corpus no such passage.</exception>
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

            // The model sees whole windows only: words of the text stand in for those before the start.
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
