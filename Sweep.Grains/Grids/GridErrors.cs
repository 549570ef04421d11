namespace Sweep.Grains.Grids;

/// <summary>Collects the errors of a grid, so that its author reads the first few at once and learns how many more there are.</summary>
internal sealed class GridErrors
{
    private const int MostLines = 5;
    private readonly List<(Place Place, string Problem)> _errors = [];
    private readonly HashSet<Place> _places = [];

    public int Count => _errors.Count;

    public bool Any => Count > 0;

    /// <summary>Adds an error. Only the first error at each place in the file counts, because the others follow from it.</summary>
    public void Add(Place place, string problem)
    {
        if (_places.Add(place) || place.Line == 0)
        {
            _errors.Add((place, problem));
        }
    }

    /// <exception cref="SherlockException">The grid has errors.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ToException();
        }
    }

    /// <summary>The errors, one per line: first those of the file, in its order, then those of the overrides.</summary>
    public SherlockException ToException()
    {
        var lines = _errors
            .OrderBy(error => error.Place.Line == 0)
            .ThenBy(error => error.Place.Line)
            .ThenBy(error => error.Place.Column)
            .Select(error => $"{error.Place}: {error.Problem}")
            .Take(MostLines);
        var rest = _errors.Count - MostLines;
        return new SherlockException(
            string.Join('\n', lines) + (rest > 0 ? $"\n… and {rest} more {(rest == 1 ? "error" : "errors")}" : ""));
    }
}
