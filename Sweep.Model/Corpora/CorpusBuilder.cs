namespace Sweep.Model.Corpora;

/// <summary>Builds one corpus from several texts, in their order.</summary>
internal sealed class CorpusBuilder
{
    // Ids by first appearance; the final ids follow the counts, which are known only at the end.
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<int> _counts = [];
    private readonly List<int> _tokens = [];
    private readonly CasingCounter _casing = new();
    private char[] _lowerCase = new char[256];
    private int _lines;

    public void Add(string text, CancellationToken cancellationToken)
    {
        var ids = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in GutenbergText.Lines(text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _lines++;
            var reader = new TokenReader(ToLowerCase(line));
            while (reader.TryRead(out var word))
            {
                _casing.Count(word, line.AsSpan(reader.Start, word.Length));
                if (!ids.TryGetValue(word, out var id))
                {
                    id = _words.Count;
                    ids[word] = id;
                    _words.Add(word.ToString());
                    _counts.Add(0);
                }

                _counts[id]++;
                _tokens.Add(id);
            }
        }
    }

    public Corpus Build(string name)
    {
        // A stable sort keeps ties in order of first appearance.
        var order = Enumerable.Range(0, _words.Count).OrderByDescending(first => _counts[first]).ToArray();
        var final = new int[order.Length];
        for (var id = 0; id < order.Length; id++)
        {
            final[order[id]] = id;
        }

        var vocabulary = new Vocabulary([.. order.Select(first => _words[first])], [.. order.Select(first => _counts[first])]);
        return new Corpus(name, _lines, [.. _tokens.Select(first => final[first])], vocabulary) { Casing = _casing.Build() };
    }

    private ReadOnlySpan<char> ToLowerCase(string line)
    {
        if (line.Length > _lowerCase.Length)
        {
            _lowerCase = new char[Math.Max(line.Length, 2 * _lowerCase.Length)];
        }

        var length = line.AsSpan().ToLowerInvariant(_lowerCase);
        return _lowerCase.AsSpan(0, length);
    }
}
