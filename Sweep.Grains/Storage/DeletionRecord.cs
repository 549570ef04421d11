namespace Sweep.Grains.Storage;

/// <summary>
/// A row of <c>deletions</c>: a sweep that is being deleted, or was. It stays when the sweep is gone: a repeated request finds it, and
/// machines that were off learn which files they have to remove.
/// </summary>
internal sealed class DeletionRecord
{
    public Guid SweepId { get; init; }

    /// <summary>The name that the sweep had.</summary>
    public required string Folder { get; init; }

    /// <summary>The number of trials that it had.</summary>
    public int Trials { get; init; }

    /// <summary>The size that its checkpoints had.</summary>
    public long Bytes { get; init; }

    /// <summary>When it was wanted; when its rows are gone, when the last one went.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Who wanted it: the name of a token, or of the user of a command line. Null if its age did.</summary>
    public string? By { get; init; }

    /// <summary>Whether its rows are gone.</summary>
    public bool IsDone { get; init; }
}
