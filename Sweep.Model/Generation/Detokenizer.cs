using System.Text;
using Sweep.Model.Corpora;

namespace Sweep.Model.Generation;

/// <summary>
/// Prints words as people write them: without spaces between quotation marks and what they enclose, with a dash for two hyphens, with a
/// capital at the beginning of a sentence, and with the capitals of the text that was learned from.
/// </summary>
public sealed class Detokenizer
{
    private const string Closing = ")?!,.;:";
    private const string SentenceEnds = ".!?";
    private readonly Truecaser _casing;
    private readonly StringBuilder _text = new();
    private bool _isQuote;
    private bool _isTight = true;
    private bool _begins = true;
    private string _before = "";

    private Detokenizer(Truecaser casing) => _casing = casing;

    /// <summary>Prints a text.</summary>
    /// <param name="words">The words as the vocabulary has them.</param>
    /// <param name="casing">How the text that was learned from writes them.</param>
    public static string Print(IReadOnlyList<string> words, Truecaser casing) => Print([], words, casing).Text;

    /// <summary>
    /// Prints a text and its continuation. If the first one ends in the middle of a sentence or of a quotation, the second one continues
    /// there.
    /// </summary>
    /// <param name="start">The first words, as the vocabulary has them.</param>
    /// <param name="words">The words that follow.</param>
    /// <param name="casing">How the text that was learned from writes them.</param>
    public static (string Start, string Text) Print(IReadOnlyList<string> start, IReadOnlyList<string> words, Truecaser casing)
    {
        var typesetter = new Detokenizer(casing);
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
                // The second hyphen of a dash.
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
        // When two quotation marks follow each other, the first closes one speech and the second opens another. One straight after a word
        // opens, even if a quotation is still open.
        var closes = next is "\"" || (_before is not "\"" && _isQuote && !char.IsLetterOrDigit(_text[^1]));
        Put("\"", spaced: !closes, tight: !closes);
        _isQuote = !closes;

        // In "Indeed?" said he, no sentence begins after the closing mark.
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
