namespace Sweep.Model.Corpora;

/// <summary>Selects the lines of a text that count: those between Project Gutenberg's markers, or all lines of a plain text.</summary>
public static class GutenbergText
{
    private const string Start = "*** START";
    private const string End = "*** END";
    private const string Publisher = "Project Gutenberg";

    /// <summary>
    /// Returns the lines after the first one that has <c>*** START</c>, up to the first one that has <c>*** END</c>, without those that
    /// contain <c>Project Gutenberg</c>. If a marker is missing, that side of the text is not cut. Empty lines count.
    /// </summary>
    /// <param name="text">Lines end with LF, CR LF or CR; the last line may have no end.</param>
    public static IReadOnlyList<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        List<string> lines = [];
        var started = false;
        while (reader.ReadLine() is { } line && !line.Contains(End, StringComparison.Ordinal))
        {
            if (!started && line.Contains(Start, StringComparison.Ordinal))
            {
                // All lines so far were the publisher's header.
                lines.Clear();
                started = true;
            }
            else if (!line.Contains(Publisher, StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>
    /// Returns the part before the first <c>*** START</c> if an <c>*** END</c> follows it; otherwise null, because the text is not whole.
    /// </summary>
    internal static string? HeaderOfWhole(string text)
    {
        var start = text.IndexOf(Start, StringComparison.Ordinal);
        return start >= 0 && text.IndexOf(End, start, StringComparison.Ordinal) > start ? text[..start] : null;
    }
}
