namespace Sweep.Grains.Storage;

/// <summary>
/// A row of <c>silos</c>: what a silo says of itself, and what people want of it. It counts as long as the silo is a member of its cluster,
/// or its process holds the data folder.
/// </summary>
internal sealed class SiloRecord
{
    /// <summary>Unique for each start of a silo.</summary>
    public required string Name { get; init; }

    /// <summary>The version of its program.</summary>
    public required string Version { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The number of slots that it should have; it follows within seconds.</summary>
    public int Slots { get; init; }

    public Draining Draining { get; init; }

    /// <summary>What of <see cref="Draining"/> the silo carries out already.</summary>
    public Draining Following { get; init; }

    /// <summary>Who steered it last; null if it was never steered.</summary>
    public string? SteeredBy { get; init; }

    /// <summary>When the certificate of its connections to silos and clients expires; null if it has none.</summary>
    public DateTimeOffset? CertificateEnd { get; init; }

    /// <summary>When the certificate of its HTTP port expires; null if the port does not encrypt.</summary>
    public DateTimeOffset? HttpCertificateEnd { get; init; }
}
