using System.Collections.Frozen;

namespace Sweep.Model.Corpora;

/// <summary>
/// How a text writes the words that it mostly does not write in lower case: names, titles, "I". The key is the word in lower case.
/// </summary>
public sealed class Truecaser
{
    private readonly FrozenDictionary<string, string> _forms;

    internal Truecaser(IEnumerable<KeyValuePair<string, string>> forms) => _forms = forms.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Writes every word in lower case; for a text about which nothing is known.</summary>
    public static Truecaser None { get; } = new([]);

    /// <summary>The word as the text mostly writes it inside a sentence; the word itself if that is in lower case.</summary>
    public string this[string word] => _forms.GetValueOrDefault(word, word);
}
