using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Connections;

/// <summary>The certificate and key of one machine or person, and the authority that signs this and all other certificates.</summary>
public sealed class MachineCertificate
{
    internal MachineCertificate(string name, X509Certificate2 own, X509Certificate2 authority) =>
        (Name, Own, Authority) = (name, own, authority);

    /// <summary>The name of the machine or person.</summary>
    public string Name { get; }

    /// <summary>The time when it expires, UTC.</summary>
    public DateTimeOffset End => Own.NotAfter.ToUniversalTime();

    internal X509Certificate2 Own { get; }

    internal X509Certificate2 Authority { get; }
}
