namespace Sweep.Grains.Grids;

/// <summary>Gathers what is wrong with a grid, so that its author reads the first few errors at once and learns how many more there are.</summary>
internal sealed class GridErrors
{
    private const int MostLines = 5;
    private readonly List<(Place Place, string Problem)> _errors = [];
    private readonly HashSet<Place> _places = [];

    public int Count => _errors.Count;

    public bool Any => Count > 0;

    /// <summary>Only the first error of a place in the file counts: the others follow from it.</summary>
    public void Add(Place place, string problem)
    {
        if (_places.Add(place) || place.Line == 0)
        {
            _errors.Add((place, problem));
        }
    }

    /// <exception cref="SherlockException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ToException();
        }
    }

    /// <summary>One line each: the file's in its order, then the overrides'.</summary>
    public SherlockException ToException()
    {
        var lines = _errors
            .OrderBy(error => error.Place.Line == 0)
            .ThenBy(error => error.Place.Line)
            .ThenBy(error => error.Place.Column)
            .Select(error => $"{error.Place}: {error.Problem}")
            .Take(MostLines);
        var rest = _errors.Count - MostLines;
        return new SherlockException(string.Join('\n', lines) + (rest > 0 ? $"\n… and {rest} more {(rest == 1 ? "error" : "errors")}" : ""));
    }
}
