namespace Sweep.Model.Corpora;

/// <summary>Counts how a text writes its words inside sentences, because only there a capital says something about the word.</summary>
internal sealed class CasingCounter
{
    private const string Beginnings = ".!?\":;(";
    private readonly Dictionary<string, int> _capital = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lower = new(StringComparer.Ordinal);
    private bool _begins = true;
    private bool _abbreviated;

    /// <param name="word">The word in lower case.</param>
    /// <param name="written">The word as it stands in the text.</param>
    public void Count(ReadOnlySpan<char> word, ReadOnlySpan<char> written)
    {
        if (!_begins)
        {
            var forms = (word.SequenceEqual(written) ? _lower : _capital).GetAlternateLookup<ReadOnlySpan<char>>();
            forms.TryGetValue(written, out var count);
            forms[written] = count + 1;
        }

        _begins = written is [var mark] && Beginnings.Contains(mark) && !(mark == '.' && _abbreviated);
        _abbreviated = Abbreviations.Contains(word);
    }

    /// <summary>Returns the words for which one form with capitals is more common than the lower case.</summary>
    public Truecaser Build() => new(_capital
        .Select(form => (Word: form.Key.ToLowerInvariant(), Form: form.Key, Count: form.Value))
        .GroupBy(form => form.Word, StringComparer.Ordinal)
        .Select(forms => forms.MaxBy(form => form.Count))
        .Where(form => form.Count > _lower.GetValueOrDefault(form.Word))
        .Select(form => KeyValuePair.Create(form.Word, form.Form)));
}
