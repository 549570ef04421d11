namespace Sweep.Grains.Storage;

/// <summary>A row of <c>trainables</c>: one trainable in one version. It never changes, so a process may keep what it has read.</summary>
internal sealed class TrainableRecord
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>SHA-256 of <see cref="Schema"/>, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The schema's canonical JSON, as text.</summary>
    public required string Schema { get; init; }

    public DateTimeOffset PublishedAt { get; init; }
}

/// <summary>A row of <c>silo_trainables</c>: what one silo of a cluster can train. It counts as long as the silo is a member.</summary>
internal sealed class SiloTrainableRecord
{
    public required string Silo { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }
}
