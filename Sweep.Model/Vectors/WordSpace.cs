using System.Numerics.Tensors;
using Sweep.Model.Corpora;

namespace Sweep.Model.Vectors;

/// <summary>Which of a network's two tables of word vectors.</summary>
public enum VectorSide
{
    /// <summary>Rows of the embedding, (V × E).</summary>
    Input = 0,

    /// <summary>Rows of the output weights, (V × H).</summary>
    Output = 1,
}

/// <summary>How near two vectors are.</summary>
public enum VectorMeasure
{
    /// <summary>Cosine of the angle between them, in [−1, 1]; more is nearer. NaN for a vector of zeros.</summary>
    Cosine = 0,

    /// <summary>Length of their difference, from 0; less is nearer.</summary>
    Euclidean = 1,
}

/// <summary>A word near a place.</summary>
/// <param name="Value">By the measure that was asked for.</param>
public readonly record struct Neighbour(string Word, double Value);

/// <summary>Words and their vectors, to be asked which are near each other.</summary>
public sealed class WordSpace
{
    private readonly Dictionary<string, int> _ids;

    /// <param name="words">By id, most common first; a last <see cref="Vocabulary.UnknownWord"/> is no word, and never an answer.</param>
    /// <param name="vectors">Their vectors, one row each.</param>
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

    /// <summary>Their vectors, by id.</summary>
    public VectorTable Vectors { get; }

    /// <summary>Numbers in a vector.</summary>
    public int Width => Vectors.Width;

    /// <summary>The id of a word, upper case or lower.</summary>
    public bool TryGetId(string word, out int id) => _ids.TryGetValue(word.ToLowerInvariant(), out id);

    /// <summary>The words nearest to one, itself left out.</summary>
    /// <param name="top">How many at most.</param>
    /// <returns>Nearest first; of equals the most common first, and those without a similarity (NaN) last.</returns>
    public IReadOnlyList<Neighbour> Nearest(int word, VectorMeasure measure, int top) => Nearest(Vectors.Row(word), [word], measure, top);

    /// <summary>What is to <paramref name="c"/> as <paramref name="b"/> is to <paramref name="a"/>: the words nearest to b − a + c, these three left out.</summary>
    /// <inheritdoc cref="Nearest(int, VectorMeasure, int)"/>
    public IReadOnlyList<Neighbour> Analogy(int a, int b, int c, VectorMeasure measure, int top) =>
        Nearest(Vectors.Offset(a, b, c), [a, b, c], measure, top);

    private List<Neighbour> Nearest(ReadOnlySpan<float> place, int[] without, VectorMeasure measure, int top)
    {
        var all = new List<(int Id, double Value)>(Words.Count);
        for (var id = 0; id < Words.Count; id++)
        {
            var row = Vectors.Row(id);
            all.Add((id, measure is VectorMeasure.Cosine ? TensorPrimitives.CosineSimilarity(row, place) : TensorPrimitives.Distance(row, place)));
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
