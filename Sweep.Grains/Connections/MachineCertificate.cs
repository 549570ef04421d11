using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Connections;

/// <summary>The certificate and key of one machine or person, and the authority that this and all others must be signed by.</summary>
public sealed class MachineCertificate
{
    internal MachineCertificate(string name, X509Certificate2 own, X509Certificate2 authority) => (Name, Own, Authority) = (name, own, authority);

    /// <summary>The name it was made for.</summary>
    public string Name { get; }

    /// <summary>The time after which nobody accepts it, UTC.</summary>
    public DateTimeOffset End => Own.NotAfter.ToUniversalTime();

    internal X509Certificate2 Own { get; }

    internal X509Certificate2 Authority { get; }
}
