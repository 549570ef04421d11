namespace Sweep.Silo.Files;

/// <summary>A cache that keeps the values that were used last.</summary>
/// <param name="kept">The number of values that are kept.</param>
internal sealed class RecentlyUsed<TKey, T>(int kept)
    where TKey : IEquatable<TKey>
{
    private readonly Lock _lock = new();

    // The most recently used value is last.
    private readonly List<(TKey Key, Lazy<T> Value)> _entries = [];

    /// <summary>Returns the value of a key, and makes it if needed. If making it fails, the next call tries again.</summary>
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
