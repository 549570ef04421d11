using System.Collections.Immutable;

namespace Sweep.Model.Corpora;

/// <summary>The words of a corpus by id, the most common first; ties in order of first appearance.</summary>
public sealed class Vocabulary
{
    /// <summary>
    /// How the one extra id, which stands for all words beyond the limit, is shown. No text contains it, because a word has no
    /// <c>&lt;</c>.
    /// </summary>
    public const string UnknownWord = "<unk>";

    private readonly Dictionary<string, int> _ids;

    /// <param name="words">Distinct words by id; if the last one is <see cref="UnknownWord"/>, it stands for all others.</param>
    /// <param name="counts">How often each occurs.</param>
    public Vocabulary(ImmutableArray<string> words, ImmutableArray<int> counts)
    {
        if (words.Length != counts.Length)
        {
            throw new ArgumentException($"{words.Length} words need as many counts, not {counts.Length}.", nameof(counts));
        }

        Words = words;
        Counts = counts;
        UnknownId = words is [.., UnknownWord] ? words.Length - 1 : null;
        _ids = new Dictionary<string, int>(words.Length, StringComparer.Ordinal);
        for (var id = 0; id < words.Length; id++)
        {
            _ids.Add(words[id], id);
        }
    }

    /// <summary>The number of ids, the extra one included.</summary>
    public int Count => Words.Length;

    /// <summary>The words by id.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Occurrences in the whole corpus, by id.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>The extra id, which is the last one; null if no word is beyond the limit.</summary>
    public int? UnknownId { get; }

    /// <summary>The word of an id.</summary>
    public string this[int id] => Words[id];

    /// <summary>
    /// Finds the id of a word in lower case; false if the vocabulary does not have the word, even when an extra id stands for it.
    /// </summary>
    public bool TryGetId(string word, out int id) => _ids.TryGetValue(word, out id) && id != UnknownId;

    /// <summary>
    /// Returns the first <paramref name="size"/> words and one extra id for the others; the vocabulary itself if it has no others.
    /// </summary>
    /// <exception cref="ModelException">The size is below 1.</exception>
    public Vocabulary Limit(int size)
    {
        if (size < 1)
        {
            throw new ModelException($"A vocabulary of {size} words is not possible; the size is at least 1.");
        }

        return size >= Count
            ? this
            : new Vocabulary([.. Words.AsSpan(0, size), UnknownWord], [.. Counts.AsSpan(0, size), Counts.AsSpan()[size..].ToArray().Sum()]);
    }
}
