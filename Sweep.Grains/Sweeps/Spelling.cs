namespace Sweep.Grains.Sweeps;

/// <summary>Finds the word that a user most likely meant, and quotes the user's text on one line.</summary>
public static class Spelling
{
    private const int FarthestSlip = 2;
    private const int LongestQuote = 60;

    /// <summary>The end of an error line: <c>; did you mean 'rnn_size'?</c>, or an empty text if no word is near.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>
    /// The candidate nearest to <paramref name="word"/>, ignoring case; the first if several are equally near. Null if none is near: a
    /// candidate is near if it is at most two edits away (a third of the letters of a long word), or if it is a longer name that contains
    /// the word.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var most = Math.Max(FarthestSlip, word.Length / 3);
        return candidates
            .Select(candidate => (candidate, slips: Slips(word, candidate)))
            .Where(pair => pair.slips <= most && pair.slips < Math.Max(word.Length, 2))
            .OrderBy(pair => pair.slips)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>The text in single quotes, with control characters written as escapes; a long text is cut.</summary>
    public static string Quote(string text) => $"'{OneLine(text)}'";

    /// <summary>The text without line breaks and other control characters; a long text is cut.</summary>
    public static string OneLine(string text)
    {
        var cut = text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
        return string.Concat(cut.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
    }

    private static int Slips(string word, string candidate)
    {
        var slips = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
        var isPart = word.Length >= 3 && char.IsLetterOrDigit(word[^1]) && candidate.Contains(word, StringComparison.OrdinalIgnoreCase);
        return isPart ? Math.Min(slips, FarthestSlip) : slips;
    }

    /// <summary>Number of letters to insert, delete, replace or swap with a neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var slips = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i, j] = i + j;
                    continue;
                }

                var replaced = slips[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                slips[i, j] = Math.Min(replaced, 1 + Math.Min(slips[i - 1, j], slips[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
                }
            }
        }

        return slips[a.Length, b.Length];
    }
}
