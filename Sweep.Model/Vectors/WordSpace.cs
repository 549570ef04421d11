using System.Numerics.Tensors;
using Sweep.Model.Corpora;

namespace Sweep.Model.Vectors;

/// <summary>Names one of a network's two tables of word vectors.</summary>
public enum VectorSide
{
    /// <summary>Rows of the embedding, (V × E).</summary>
    Input = 0,

    /// <summary>Rows of the output weights, (V × H).</summary>
    Output = 1,
}

/// <summary>How the distance of two vectors is measured.</summary>
public enum VectorMeasure
{
    /// <summary>Cosine of the angle between them, in [−1, 1]; a larger value is nearer. NaN for a vector of zeros.</summary>
    Cosine = 0,

    /// <summary>Length of their difference, from 0; a smaller value is nearer.</summary>
    Euclidean = 1,
}

/// <summary>A word near another, or near a point.</summary>
/// <param name="Value">The distance or similarity, by the measure that was asked for.</param>
public readonly record struct Neighbour(string Word, double Value);

/// <summary>Words and their vectors; finds the words that are near each other.</summary>
public sealed class WordSpace
{
    private readonly Dictionary<string, int> _ids;

    /// <param name="words">
    /// The words by id, most common first. If the last one is <see cref="Vocabulary.UnknownWord"/>, it is not a word, and never an
    /// answer.
    /// </param>
    /// <param name="vectors">The words' vectors, one row each.</param>
    public WordSpace(IReadOnlyList<string> words, VectorTable vectors)
    {
        Words = words is [.., Vocabulary.UnknownWord] ? [.. words.SkipLast(1)] : words;
        if (vectors.Values.Length < (long)Words.Count * vectors.Width)
        {
            throw new ArgumentException($"{Words.Count} words need as many vectors.", nameof(vectors));
        }

        Vectors = vectors;
        _ids = Words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id, StringComparer.Ordinal);
    }

    /// <summary>The words, most common first.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The words' vectors, by id.</summary>
    public VectorTable Vectors { get; }

    /// <summary>The number of elements in a vector.</summary>
    public int Width => Vectors.Width;

    /// <summary>Finds the id of a word, in upper or lower case.</summary>
    public bool TryGetId(string word, out int id) => _ids.TryGetValue(word.ToLowerInvariant(), out id);

    /// <summary>Returns the words nearest to a word, without the word itself.</summary>
    /// <param name="top">The largest number of words.</param>
    /// <returns>The nearest first. Equal ones are ordered by frequency, and those without a similarity (NaN) come last.</returns>
    public IReadOnlyList<Neighbour> Nearest(int word, VectorMeasure measure, int top) => Nearest(Vectors.Row(word), [word], measure, top);

    /// <summary>
    /// Answers the analogy <paramref name="a"/> : <paramref name="b"/> :: <paramref name="c"/> : ?. Returns the words nearest to b − a +
    /// c, without these three.
    /// </summary>
    /// <inheritdoc cref="Nearest(int, VectorMeasure, int)"/>
    public IReadOnlyList<Neighbour> Analogy(int a, int b, int c, VectorMeasure measure, int top) =>
        Nearest(Vectors.Offset(a, b, c), [a, b, c], measure, top);

    private List<Neighbour> Nearest(ReadOnlySpan<float> place, int[] without, VectorMeasure measure, int top)
    {
        var all = new List<(int Id, double Value)>(Words.Count);
        for (var id = 0; id < Words.Count; id++)
        {
            var row = Vectors.Row(id);
            all.Add((id, measure is VectorMeasure.Cosine
                ? TensorPrimitives.CosineSimilarity(row, place)
                : TensorPrimitives.Distance(row, place)));
        }

        return
        [
            .. all.Where(pair => !without.Contains(pair.Id))
                .OrderBy(pair => double.IsNaN(pair.Value))
                .ThenBy(pair => measure is VectorMeasure.Cosine ? -pair.Value : pair.Value)
                .ThenBy(pair => pair.Id)
                .Take(top)
                .Select(pair => new Neighbour(Words[pair.Id], pair.Value)),
        ];
    }
}
