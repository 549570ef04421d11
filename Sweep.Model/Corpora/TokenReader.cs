using System.Globalization;

namespace Sweep.Model.Corpora;

/// <summary>
/// Finds the matches of <c>[\w']+|[;:\-\(\)&amp;.,!?"]</c> one after the other, without allocating. A regular expression would have to be
/// compiled first, which is too slow when a start-up takes two seconds and a text has a million characters.
/// </summary>
internal ref struct TokenReader(ReadOnlySpan<char> text)
{
    private const string Marks = ";:-()&.,!?\"";
    private static readonly CharKind[] _ascii = [.. Enumerable.Range(0, 128).Select(c => KindOfAscii((char)c))];

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    private enum CharKind : byte
    {
        Gap,
        Word,
        Mark,
    }

    /// <summary>The position at which the last token begins.</summary>
    public int Start { get; private set; }

    public bool TryRead(out ReadOnlySpan<char> token)
    {
        while (_position < _text.Length && KindOf(_text[_position]) is CharKind.Gap)
        {
            _position++;
        }

        var start = _position;
        if (start < _text.Length && KindOf(_text[_position++]) is CharKind.Word)
        {
            while (_position < _text.Length && KindOf(_text[_position]) is CharKind.Word)
            {
                _position++;
            }
        }

        Start = start;
        token = _text[start.._position];
        return !token.IsEmpty;
    }

    private static CharKind KindOf(char c) => c < 128 ? _ascii[c] : IsWord(c) ? CharKind.Word : CharKind.Gap;

    private static CharKind KindOfAscii(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or '\'' ? CharKind.Word : Marks.Contains(c) ? CharKind.Mark : CharKind.Gap;

    /// <summary>What <c>\w</c> means in .NET.</summary>
    private static bool IsWord(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
}
