using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Where something stands: line and column of a file, from 1, or an override as it was typed (line 0).</summary>
internal readonly record struct Place(string Source, int Line = 0, int Column = 0)
{
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}

/// <summary>A piece of a grid file that knows where it stands.</summary>
internal abstract class GridNode(Place place)
{
    public Place Place { get; } = place;

    /// <summary>What it is, as an error says it.</summary>
    public abstract string Found { get; }
}

/// <summary>A word or a number. A quoted one is always a word.</summary>
internal sealed class GridScalar(Place place, string text, bool isQuoted) : GridNode(place)
{
    public string Text { get; } = text;

    public bool IsQuoted { get; } = isQuoted;

    /// <summary>Nothing stands there: <c>grid:</c> and then the end of the line.</summary>
    public bool IsEmpty => !IsQuoted && Text.Length == 0;

    public override string Found => IsEmpty ? "nothing" : IsQuoted ? $"\"{Spelling.OneLine(Text)}\"" : Spelling.Quote(Text);
}

internal sealed class GridList(Place place, IReadOnlyList<GridNode> items) : GridNode(place)
{
    public IReadOnlyList<GridNode> Items { get; } = items;

    public override string Found => Items.Count == 0 ? "an empty list" : "a list";
}

/// <summary>Keys and their values in the file's order; each key once.</summary>
internal sealed class GridMap(Place place) : GridNode(place)
{
    private readonly List<GridEntry> _entries = [];

    public IReadOnlyList<GridEntry> Entries => _entries;

    public override string Found => "a mapping";

    public GridEntry? Find(string key) => _entries.Find(entry => entry.Key == key);

    /// <summary>Puts a value in the place of the key's old one, or at the end.</summary>
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

/// <param name="Place">Where the key stands.</param>
internal sealed record GridEntry(string Key, Place Place, GridNode Value);
