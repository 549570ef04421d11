namespace Sweep.Model.Generation;

/// <summary>How much a text repeats itself: what the study says of models that see few words at once.</summary>
/// <param name="Distinct2">Distinct pairs of neighbours, as a share of all: 1 where none comes twice (Li et al., 2016). NaN for a text without a pair.</param>
/// <param name="LongestRepeat">Words of the longest passage that comes again; the two may overlap, as in "it is. it is. it is.", so a text that circles has nearly its whole length.</param>
public readonly record struct Repetition(double Distinct2, int LongestRepeat)
{
    /// <summary>Measures a text.</summary>
    /// <param name="words">In their order: the words themselves, or their ids.</param>
    public static Repetition Of<T>(IReadOnlyList<T> words)
        where T : IEquatable<T>
    {
        var pairs = words.Zip(words.Skip(1)).ToList();
        return new(pairs.Count == 0 ? double.NaN : (double)pairs.Distinct().Count() / pairs.Count, Longest(words));
    }

    private static int Longest<T>(IReadOnlyList<T> words)
        where T : IEquatable<T>
    {
        // ending[j]: words that the passages ending before i and before j have in common, for the i at hand.
        var ending = new int[words.Count + 1];
        var longest = 0;
        for (var i = 1; i <= words.Count; i++)
        {
            for (var j = i - 1; j > 0; j--)
            {
                ending[j] = words[i - 1].Equals(words[j - 1]) ? ending[j - 1] + 1 : 0;
                longest = Math.Max(longest, ending[j]);
            }
        }

        return longest;
    }
}
