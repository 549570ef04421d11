namespace Sweep.Silo.Files;

/// <summary>Values that are made once and kept while they are among the last ones that were asked for.</summary>
/// <param name="kept">How many those are.</param>
internal sealed class RecentlyUsed<TKey, T>(int kept)
    where TKey : IEquatable<TKey>
{
    private readonly Lock _lock = new();

    // The last one is the one that was asked for last.
    private readonly List<(TKey Key, Lazy<T> Value)> _entries = [];

    /// <summary>The value of a key. A failure to make one is not kept: the next call tries again.</summary>
    public T Get(TKey key, Func<T> make)
    {
        var lazy = Find(key, make);
        try
        {
            return lazy.Value;
        }
        catch
        {
            lock (_lock) { _entries.RemoveAll(entry => entry.Value == lazy); }
            throw;
        }
    }

    private Lazy<T> Find(TKey key, Func<T> make)
    {
        lock (_lock)
        {
            var index = _entries.FindIndex(entry => entry.Key.Equals(key));
            var entry = index >= 0 ? _entries[index] : (key, new Lazy<T>(make));
            if (index >= 0) { _entries.RemoveAt(index); }
            else if (_entries.Count >= kept) { _entries.RemoveAt(0); }
            _entries.Add(entry);
            return entry.Item2;
        }
    }
}
