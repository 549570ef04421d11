using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>The place in which checkpoints are kept.</summary>
/// <param name="Folder">The absolute path of a folder that all silos share; null for the database.</param>
internal sealed record CheckpointPlace(string? Folder)
{
    private const string Database = "database";
    private const string FolderPrefix = "folder:";

    /// <exception cref="SherlockException">The input is neither of the two.</exception>
    public static CheckpointPlace Parse(ServeInput? input) => input switch
    {
        null or { Value: Database } => new(Folder: null),
        { Value: var text } when text.StartsWith(FolderPrefix, StringComparison.Ordinal)
            && !string.IsNullOrWhiteSpace(text[FolderPrefix.Length..]) =>
            new(Path.GetFullPath(text[FolderPrefix.Length..])),
        { } wrong => throw ServeInputs.Wrong(wrong, "database, or folder:PATH, such as folder:/mnt/shared/checkpoints"),
    };
}
