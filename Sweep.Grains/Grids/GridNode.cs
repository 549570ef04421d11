using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>A place in the input: line and column of a file, from 1, or an override as the user typed it (line 0).</summary>
internal readonly record struct Place(string Source, int Line = 0, int Column = 0)
{
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}

/// <summary>A part of a grid file, together with its place.</summary>
internal abstract class GridNode(Place place)
{
    public Place Place { get; } = place;

    /// <summary>Describes the part in an error message.</summary>
    public abstract string Found { get; }
}

/// <summary>A word or a number. A quoted scalar is always a word.</summary>
internal sealed class GridScalar(Place place, string text, bool isQuoted) : GridNode(place)
{
    public string Text { get; } = text;

    public bool IsQuoted { get; } = isQuoted;

    /// <summary>Whether nothing follows the key: <c>grid:</c> and then the end of the line.</summary>
    public bool IsEmpty => !IsQuoted && Text.Length == 0;

    public override string Found => IsEmpty ? "nothing" : IsQuoted ? $"\"{Spelling.OneLine(Text)}\"" : Spelling.Quote(Text);
}

internal sealed class GridList(Place place, IReadOnlyList<GridNode> items) : GridNode(place)
{
    public IReadOnlyList<GridNode> Items { get; } = items;

    public override string Found => Items.Count == 0 ? "an empty list" : "a list";
}

/// <summary>Keys and their values in the file's order; each key occurs once.</summary>
internal sealed class GridMap(Place place) : GridNode(place)
{
    private readonly List<GridEntry> _entries = [];

    public IReadOnlyList<GridEntry> Entries => _entries;

    public override string Found => "a mapping";

    public GridEntry? Find(string key) => _entries.Find(entry => entry.Key == key);

    /// <summary>Replaces the entry of the same key, or appends a new one.</summary>
    public void Set(GridEntry entry)
    {
        var index = _entries.FindIndex(old => old.Key == entry.Key);
        if (index < 0)
        {
            _entries.Add(entry);
        }
        else
        {
            _entries[index] = entry;
        }
    }

    public void Remove(string key) => _entries.RemoveAll(entry => entry.Key == key);
}

/// <param name="Place">The place of the key.</param>
internal sealed record GridEntry(string Key, Place Place, GridNode Value);
