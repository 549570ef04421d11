namespace Sweep.Model.Generation;

/// <summary>How much a text repeats itself. The study reports this of models that see few words at once.</summary>
/// <param name="Distinct2">
/// Distinct pairs of neighbouring words, as a share of all pairs: 1 if no pair repeats (Li et al., 2016). NaN if the text has no pair.
/// </param>
/// <param name="LongestRepeat">
/// The number of words in the longest passage that repeats. The two occurrences may overlap, as in "it is. it is. it is.", so for a text
/// that repeats in a loop it is nearly the whole length.
/// </param>
public readonly record struct Repetition(double Distinct2, int LongestRepeat)
{
    /// <summary>Measures a text.</summary>
    /// <param name="words">The words, or their ids, in order.</param>
    public static Repetition Of<T>(IReadOnlyList<T> words)
        where T : IEquatable<T>
    {
        var pairs = words.Zip(words.Skip(1)).ToList();
        return new(pairs.Count == 0 ? double.NaN : (double)pairs.Distinct().Count() / pairs.Count, Longest(words));
    }

    private static int Longest<T>(IReadOnlyList<T> words)
        where T : IEquatable<T>
    {
        // ending[j] is the number of words that the passages ending before i and before j have in common, for the current i.
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
