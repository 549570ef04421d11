using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>Where checkpoints are kept.</summary>
/// <param name="Folder">A folder that all silos share, absolute; null for the database.</param>
internal sealed record CheckpointPlace(string? Folder)
{
    private const string Database = "database";
    private const string FolderPrefix = "folder:";

    /// <exception cref="SherlockException">It is neither of the two.</exception>
    public static CheckpointPlace Parse(ServeInput? input) => input switch
    {
        null or { Value: Database } => new(Folder: null),
        { Value: var text } when text.StartsWith(FolderPrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(text[FolderPrefix.Length..]) =>
            new(Path.GetFullPath(text[FolderPrefix.Length..])),
        { } wrong => throw ServeInputs.Wrong(wrong, "database, or folder:PATH, such as folder:/mnt/shared/checkpoints"),
    };
}
