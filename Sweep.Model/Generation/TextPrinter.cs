using System.Text;

namespace Sweep.Model.Generation;

/// <summary>Writes words as text.</summary>
public static class TextPrinter
{
    private const string NoSpaceBefore = ")\"?!,.;:";

    /// <summary>The study's way: a space before every word but none before <c>)"?!,.;:</c>.</summary>
    public static string Print(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (text.Length > 0 && !(word.Length == 1 && NoSpaceBefore.Contains(word[0], StringComparison.Ordinal)))
            {
                text.Append(' ');
            }

            text.Append(word);
        }

        return text.ToString();
    }
}
