using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads grid files, by which users define sweeps.</summary>
/// <remarks>
/// Reports all errors together, one per line: <c>file:line:column: what was found; allowed: what is right; did you mean 'word'?</c>. If the
/// error is in an override, the line names the override instead of the file.
/// </remarks>
public static class GridFile
{
    /// <summary>The most trials that a grid may have by default: 10,000.</summary>
    public const int DefaultMaxTrials = 10_000;

    /// <summary>Reads a grid file.</summary>
    /// <param name="path">
    /// The file, or the name of a grid that comes with the program (<see cref="GridSource"/>); a relative corpus path in it starts at its
    /// folder.
    /// </param>
    /// <param name="schemas">The trainables that the file can name; of one name, the newest version comes first.</param>
    /// <param name="overrides">
    /// Overrides of the form KEY=VALUE (<c>corpus=books</c>, <c>trial.epochs=2</c>, <c>grid.rnn_size=[8,16]</c>); a relative corpus path in
    /// one starts at the working directory.
    /// </param>
    /// <param name="maxTrials">A grid with more trials is refused.</param>
    /// <exception cref="SherlockException">The file is missing, unreadable or wrong; the message has one line per error.</exception>
    public static SweepSpec Load(
        string path, IReadOnlyList<TrainableSchema> schemas, IReadOnlyList<string>? overrides = null, int maxTrials = DefaultMaxTrials)
    {
        var source = GridSource.Of(path);
        return Parse(source.Read(), source.Name, schemas, overrides, maxTrials);
    }

    /// <summary>Reads the text of a grid file.</summary>
    /// <param name="text">YAML text.</param>
    /// <param name="fileName">The file's name in error messages; a relative corpus path starts at its folder.</param>
    /// <param name="schemas">As for <see cref="Load"/>.</param>
    /// <param name="overrides">As for <see cref="Load"/>.</param>
    /// <param name="maxTrials">A grid with more trials is refused.</param>
    /// <exception cref="SherlockException">The grid is wrong; the message has one line per error.</exception>
    public static SweepSpec Parse(
        string text, string fileName, IReadOnlyList<TrainableSchema> schemas, IReadOnlyList<string>? overrides = null,
        int maxTrials = DefaultMaxTrials)
    {
        var errors = new GridErrors();
        var root = ReadRoot(text, fileName, schemas, overrides ?? [], errors);
        var folder = Path.GetDirectoryName(Path.GetFullPath(fileName)) ?? Environment.CurrentDirectory;
        var (schema, command) = new TrainableReader(schemas, folder, errors).Read(root);
        var spec = new GridReader(root, schema, folder, maxTrials, errors).Read() with { Command = command };
        errors.ThrowIfAny();
        return spec;
    }

    /// <summary>
    /// What to write now in a file that was read with an older version of its trainable; null if it was read with the newest.
    /// </summary>
    /// <param name="schemas">As for <see cref="Load"/>.</param>
    public static string? Note(SweepSpec spec, IReadOnlyList<TrainableSchema> schemas) => TrainableReader.Note(spec, schemas);

    /// <summary>Whether a grid file can be read a second time: a pipe or a device cannot.</summary>
    public static bool CanReadAgain(string path) => !FileTypes.IsSpecial(path);

    /// <summary>
    /// Finds the line of a key at the top of a grid file: <c>grids/x.yaml:2:9</c>, or the override that sets it. Returns null if the file
    /// is a pipe or a device, which can be read only once, or does not have the key.
    /// </summary>
    /// <param name="path">As for <see cref="Load"/>.</param>
    /// <param name="schemas">As for <see cref="Load"/>.</param>
    /// <param name="overrides">As for <see cref="Load"/>.</param>
    /// <param name="key">The key, such as <c>corpus</c>.</param>
    public static string? PlaceOf(
        string path, IReadOnlyList<TrainableSchema> schemas, IReadOnlyList<string> overrides, string key)
    {
        if (!CanReadAgain(path)) { return null; }
        try
        {
            var source = GridSource.Of(path);
            return ReadRoot(source.Read(), source.Name, schemas, overrides, new GridErrors()).Find(key)?.Value.Place.ToString();
        }
        catch (SherlockException)
        {
            // The file changed meanwhile. The error that needs the place is shown without it.
            return null;
        }
    }

    private static GridMap ReadRoot(
        string text, string fileName, IReadOnlyList<TrainableSchema> schemas, IReadOnlyList<string> overrides, GridErrors errors)
    {
        var root = ReadRoot(text, fileName, GridKeys.Of(TrainableReader.Usual(schemas)), errors);
        var setter = new GridOverrides(root, schemas, errors);
        foreach (var change in overrides)
        {
            setter.Apply(change);
        }

        return root;
    }

    private static GridMap ReadRoot(string text, string fileName, IReadOnlyList<string> keys, GridErrors errors)
    {
        var node = GridYaml.Read(text, mark => new Place(fileName, (int)mark.Line, (int)mark.Column), errors);
        if (node is GridMap root)
        {
            return root;
        }

        var isEmpty = node is null or GridScalar { IsEmpty: true };
        if (!isEmpty || !errors.Any)
        {
            var place = isEmpty ? new Place(fileName, 1, 1) : node!.Place;
            errors.Add(place, $"found {(isEmpty ? "nothing" : node!.Found)}; allowed: a mapping with {string.Join(", ", keys)}");
        }

        throw errors.ToException();
    }
}
