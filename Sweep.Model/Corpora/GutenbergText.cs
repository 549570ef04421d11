namespace Sweep.Model.Corpora;

/// <summary>Which lines of a text count: those between Project Gutenberg's markers, or all of a plain text.</summary>
public static class GutenbergText
{
    private const string Start = "*** START";
    private const string End = "*** END";
    private const string Publisher = "Project Gutenberg";

    /// <summary>
    /// The lines after the first one that has <c>*** START</c>, up to the first one that has <c>*** END</c>, without those that have
    /// <c>Project Gutenberg</c> in them. A marker that is missing leaves that side of the text whole. Empty lines count.
    /// </summary>
    /// <param name="text">Lines end with LF, CR LF or CR; the last one need not end.</param>
    public static IReadOnlyList<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        List<string> lines = [];
        var started = false;
        while (reader.ReadLine() is { } line && !line.Contains(End, StringComparison.Ordinal))
        {
            if (!started && line.Contains(Start, StringComparison.Ordinal))
            {
                // All so far was the publisher's header.
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

    /// <summary>The part before the first <c>*** START</c>, or null unless an <c>*** END</c> follows it: the text is not whole.</summary>
    internal static string? HeaderOfWhole(string text)
    {
        var start = text.IndexOf(Start, StringComparison.Ordinal);
        return start >= 0 && text.IndexOf(End, start, StringComparison.Ordinal) > start ? text[..start] : null;
    }
}
