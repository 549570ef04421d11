using System.Text;

namespace Sweep.Model.Corpora;

/// <summary>
/// Splits text into words and joins them again. A word is a run of word characters and apostrophes, or one of the marks <c>; : - ( )
/// &amp; . , ! ? "</c>.
/// </summary>
public static class Tokenizer
{
    private const string Closing = ")\"?!,.;:";

    /// <summary>
    /// Returns the words of a text in lower case: the matches of <c>[\w']+|[;:\-\(\)&amp;.,!?"]</c>. Everything else separates words.
    /// </summary>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> words = [];
        var reader = new TokenReader(text.ToLowerInvariant());
        while (reader.TryRead(out var word))
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>Joins words to a text that splits into them again: a space between two words, but not before <c>)"?!,.;:</c>.</summary>
    public static string Join(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (text.Length > 0 && !(word.Length == 1 && Closing.Contains(word[0])))
            {
                text.Append(' ');
            }

            text.Append(word);
        }

        return text.ToString();
    }
}
