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

    /// <summary>The schema of the file's trainable, and its command if it is one. Without the key it is the language model.</summary>
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

        return (schemas.FirstOrDefault(schema => schema.Name == name) ?? throw errors.ToException(), null);
    }
}
