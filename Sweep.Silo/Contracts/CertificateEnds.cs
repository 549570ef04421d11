using System.Globalization;

namespace Sweep.Silo.Contracts;

/// <summary>When the certificates of a silo expire, UTC.</summary>
/// <param name="Cluster">That of its connections to silos and clients; null if it has none.</param>
/// <param name="Http">That of its HTTP port, which may be the same; null if the port does not encrypt.</param>
internal sealed record CertificateEnds(DateTimeOffset? Cluster, DateTimeOffset? Http)
{
    /// <summary>How long before its end a certificate is worth a warning. The alert of deploy/prometheus has the same time.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static CertificateEnds None { get; } = new(null, null);

    /// <summary>Each certificate's use, and its end.</summary>
    public IEnumerable<(string Use, DateTimeOffset End)> All
    {
        get
        {
            if (Cluster is { } cluster) { yield return ("cluster", cluster); }
            if (Http is { } http) { yield return ("http", http); }
        }
    }

    /// <summary>A line for each certificate that expires soon, or has expired.</summary>
    public IEnumerable<string> Warnings(DateTimeOffset now) => All.Where(one => one.End - now < Soon).Select(one => string.Create(
        CultureInfo.InvariantCulture,
        $"The {one.Use} certificate expires on {one.End:yyyy-MM-dd}: put another in its place, and restart this silo."));
}
