using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Workbench;

/// <summary>Finds the words that are nearest to others, in several trials with one vocabulary.</summary>
internal static class NearWords
{
    /// <param name="spaces">The trials' vectors, of at least one trial.</param>
    /// <param name="whose">The owner of the vocabulary, for the error.</param>
    /// <exception cref="SherlockException">A word is not in the vocabulary.</exception>
    public static IReadOnlyList<WordsAnswer> Of(IReadOnlyList<WordSpace> spaces, WordsRequest request, string whose)
    {
        var ids = Ids(spaces[0], request.Words, whose);
        var measure = request.By is WordMeasure.Cosine ? VectorMeasure.Cosine : VectorMeasure.Euclidean;
        return request.IsAnalogy
            ? [Answer(ids, space => space.Analogy(ids[0], ids[1], ids[2], measure, request.Top))]
            : [.. ids.Distinct().Select(id => Answer([id], space => space.Nearest(id, measure, request.Top)))];

        WordsAnswer Answer(IEnumerable<int> of, Func<WordSpace, IReadOnlyList<Neighbour>> ask) => new(
            [.. of.Select(id => spaces[0].Words[id])],
            [.. spaces.Select(space => ask(space).Select(near => new NearWord(near.Word, near.Value)).ToImmutableArray())]);
    }

    private static List<int> Ids(WordSpace space, IReadOnlyList<string> words, string whose)
    {
        var lacking = words.Where(word => !space.TryGetId(word, out _)).Distinct().ToList();
        if (lacking.Count == 0)
        {
            return [.. words.Select(word => space.TryGetId(word, out var id) ? id : -1)];
        }

        var named = lacking.Select(word => Spelling.Quote(word)
            + (Spelling.Nearest(word, space.Words) is { } nearest ? $" (did you mean {Spelling.Quote(nearest)}?)" : ""));
        throw new SherlockException(FormattableString.Invariant(
            $"The vocabulary of {whose}, {space.Words.Count:n0} words in lower case, lacks {string.Join(", ", named)}."));
    }
}
