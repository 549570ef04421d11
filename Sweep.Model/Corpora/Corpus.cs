using System.Collections.Immutable;

namespace Sweep.Model.Corpora;

/// <summary>A text as word ids.</summary>
/// <param name="Name">The name that was asked for: sample, sherlock or a path.</param>
/// <param name="Lines">The number of lines that count, empty ones included.</param>
/// <param name="Tokens">(N) the id of every word and punctuation mark, in the order of the text.</param>
/// <param name="Vocabulary">What the ids mean.</param>
public sealed record Corpus(string Name, int Lines, ImmutableArray<int> Tokens, Vocabulary Vocabulary)
{
    /// <summary>How the text writes words that are not in lower case.</summary>
    public Truecaser Casing { get; init; } = Truecaser.None;

    /// <summary>
    /// Returns the corpus with the most common words only: every other word becomes the one extra id, <paramref name="vocabularySize"/>
    /// itself.
    /// </summary>
    /// <returns>The corpus itself if no word is beyond the limit.</returns>
    /// <exception cref="ModelException">The size is below 1.</exception>
    public Corpus Limit(int vocabularySize)
    {
        var limited = Vocabulary.Limit(vocabularySize);
        return ReferenceEquals(limited, Vocabulary)
            ? this
            : this with { Vocabulary = limited, Tokens = [.. Tokens.Select(id => Math.Min(id, vocabularySize))] };
    }

    /// <summary>Splits off the end of the text for validation: its last floor(N · <paramref name="validationFraction"/>) tokens.</summary>
    /// <param name="validationFraction">In [0, 1).</param>
    /// <exception cref="ModelException">The fraction is out of range.</exception>
    public CorpusSplit Split(double validationFraction)
    {
        if (validationFraction is not (>= 0 and < 1))
        {
            throw new ModelException($"A validation fraction of {validationFraction} is not possible; it is at least 0 and below 1.");
        }

        // In decimal, so that 0.29 of 100 tokens is 29 of them and not 28.
        var heldOut = (int)decimal.Floor((decimal)validationFraction * Tokens.Length);
        var tokens = Tokens.AsMemory();
        return new CorpusSplit(tokens[..^heldOut], tokens[^heldOut..]);
    }
}

/// <summary>The two parts of a text.</summary>
/// <param name="Training">The part that is trained on.</param>
/// <param name="Validation">The end of the text; empty if the fraction is 0.</param>
public sealed record CorpusSplit(ReadOnlyMemory<int> Training, ReadOnlyMemory<int> Validation);
