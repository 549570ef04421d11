using System.Text;
using Sweep.Model.Corpora;

namespace Sweep.Model.Generation;

/// <summary>
/// Words as a person would print them: quotation marks stand against what they enclose, two hyphens are a dash, sentences begin with a capital, and words
/// are written as the text that was learned from writes them.
/// </summary>
public sealed class Typesetter
{
    private const string Closing = ")?!,.;:";
    private const string SentenceEnds = ".!?";
    private readonly WordCasing _casing;
    private readonly StringBuilder _text = new();
    private bool _isQuote;
    private bool _isTight = true;
    private bool _begins = true;
    private string _before = "";

    private Typesetter(WordCasing casing) => _casing = casing;

    /// <summary>A text of these words.</summary>
    /// <param name="words">As the vocabulary has them.</param>
    /// <param name="casing">Of the text that was learned from.</param>
    public static string Print(IReadOnlyList<string> words, WordCasing casing) => Print([], words, casing).Text;

    /// <summary>A text, and what goes on after it: in the middle of a sentence or of what somebody says, if that is where the first one ends.</summary>
    /// <param name="start">As the vocabulary has them.</param>
    /// <param name="words">What follows.</param>
    /// <param name="casing">Of the text that was learned from.</param>
    public static (string Start, string Text) Print(IReadOnlyList<string> start, IReadOnlyList<string> words, WordCasing casing)
    {
        var typesetter = new Typesetter(casing);
        string[] all = [.. start, .. words];
        var end = 0;
        for (var i = 0; i < all.Length; i++)
        {
            typesetter.Add(all[i], i + 1 < all.Length ? all[i + 1] : "");
            end = i < start.Count ? typesetter._text.Length : end;
        }

        var text = typesetter._text.ToString();
        return (text[..end], text[end..].TrimStart());
    }

    private void Add(string word, string next)
    {
        switch (word)
        {
            case "\"":
                AddQuote(next);
                break;
            case "-" when _before is "-":
                // The second of a dash.
                _text[^1] = '—';
                break;
            case "-":
                (_, _isTight) = (_text.Append('-'), true);
                break;
            case "(":
                Put(word, spaced: true, tight: true);
                break;
            case [var mark] when Closing.Contains(mark):
                Put(word, spaced: false, tight: false);
                _begins |= SentenceEnds.Contains(mark) && !Abbreviations.Contains(_before);
                break;
            default:
                Put(_begins ? Capital(_casing[word]) : _casing[word], spaced: true, tight: false);
                _begins = false;
                break;
        }

        _before = word;
    }

    private void AddQuote(string next)
    {
        // Of two together, one speaker ends and another begins; one straight after a word opens, whatever was left open before.
        var closes = next is "\"" || (_before is not "\"" && _isQuote && !char.IsLetterOrDigit(_text[^1]));
        Put("\"", spaced: !closes, tight: !closes);
        _isQuote = !closes;

        // "Indeed?" said he.
        _begins = _begins && !(closes && _before is "?" or "!");
    }

    private void Put(string text, bool spaced, bool tight)
    {
        if (spaced && !_isTight)
        {
            _text.Append(' ');
        }

        _text.Append(text);
        _isTight = tight;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
