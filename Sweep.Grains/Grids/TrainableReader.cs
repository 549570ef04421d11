using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads <c>trainable</c>: which of the trainables that can be named the file's trials are, or the command that the file declares.
/// </summary>
/// <param name="schemas">The trainables that a file can name; of one name, the newest version comes first.</param>
/// <param name="folder">The file's folder.</param>
internal sealed class TrainableReader(IReadOnlyList<TrainableSchema> schemas, string folder, GridErrors errors)
{
    /// <summary>The name of a command that has none.</summary>
    private const string CommandName = "command";

    /// <summary>The schema of a file that names no trainable; null if it has to name one.</summary>
    public static TrainableSchema? Usual(IReadOnlyList<TrainableSchema> schemas) =>
        schemas.FirstOrDefault(schema => schema.Name == TrainableId.First.Name);

    /// <summary>What to write now in a file that was read with an older version, because of a hyperparameter; null if it was not.</summary>
    /// <param name="schemas">What the file could name.</param>
    public static string? Note(SweepSpec spec, IReadOnlyList<TrainableSchema> schemas) =>
        schemas.FirstOrDefault(schema => schema.Name == spec.Trainable.Name) is { } newest && newest.Id != spec.Trainable
            && newest.Removed.FirstOrDefault(one => spec.Schema.Find(one.Name) is not null) is { } removed
            ? $"the file sets {removed.Name}, so it is read as one of {spec.Trainable}; write now {removed.Instead}"
            : null;

    /// <summary>
    /// The schema of the file's trainable, and its command if it is one. Without the key it is the language model, in an older version if
    /// the file sets what the newest does not have any more.
    /// </summary>
    /// <exception cref="SherlockException">There is no such trainable, so nothing else in the file can be read.</exception>
    public (TrainableSchema Schema, CommandSpec? Command) Read(GridMap root)
    {
        if (root.Find(GridKeys.Trainable)?.Value is GridMap map)
        {
            var declared = new CommandReader(folder, errors).Read(map, CommandName);
            return (declared.Schema, declared.Command);
        }

        var names = schemas.Select(schema => schema.Name).Distinct().ToList();
        var name = TrainableId.First.Name;
        if (root.Find(GridKeys.Trainable) is { } entry)
        {
            name = GridWord.Read(entry.Value, GridKeys.Trainable, names, errors);
        }
        else if (!names.Contains(name))
        {
            errors.Add(root.Place, $"found no key '{GridKeys.Trainable}'; allowed: {GridKeys.Trainable}: {string.Join(", ", names)}");
        }

        var newest = schemas.FirstOrDefault(schema => schema.Name == name) ?? throw errors.ToException();
        return (root.Find(GridKeys.Trainable) is null ? Older(newest, root) ?? newest : newest, null);
    }

    /// <summary>The older version that has what the file sets; null if the newest has all of it.</summary>
    private TrainableSchema? Older(TrainableSchema newest, GridMap root)
    {
        var sections = new[] { GridKeys.Trial, GridKeys.Grid }.Select(section => root.Find(section)?.Value).OfType<GridMap>();
        var removed = newest.Removed.FirstOrDefault(one => sections.Any(section => section.Find(one.Name) is not null));
        return removed is null
            ? null
            : schemas.FirstOrDefault(schema => schema.Name == newest.Name && schema.Find(removed.Name) is not null);
    }
}
