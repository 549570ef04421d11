using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Connections;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Connections;

/// <summary>Folders of two authorities, and certificates that one of them signed at several times.</summary>
public sealed class TestCertificates : IDisposable
{
    private readonly TempFolder _folder = new();

    public TestCertificates()
    {
        var longAgo = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddYears(-3));
        new CertificateAuthority(Ours, longAgo).Create();
        new CertificateAuthority(Ours, longAgo).Add("expired");
        new CertificateAuthority(Ours, TimeProvider.System).Add("silo");
        new CertificateAuthority(Ours, TimeProvider.System).Add("person");
        new CertificateAuthority(Theirs, TimeProvider.System).Create();
        new CertificateAuthority(Theirs, TimeProvider.System).Add("stranger");
        (Silo, Person) = (Load(Ours, "silo"), Load(Ours, "person"));
        Stranger = Load(Theirs, "stranger");
        Expired = new("expired", CertificateFolder.ReadPair(Ours, "expired"), Silo.Authority);

        // It trusts the right authority, but another one signed it.
        Disguised = new("stranger", Stranger.Own, Silo.Authority);
        Misused = new("signer", ForSigningCode(), Silo.Authority);
    }

    public string Ours => Path.Combine(_folder.Path, "ours");

    public string Theirs => Path.Combine(_folder.Path, "theirs");

    public MachineCertificate Silo { get; }

    public MachineCertificate Person { get; }

    public MachineCertificate Stranger { get; }

    public MachineCertificate Expired { get; }

    public MachineCertificate Disguised { get; }

    public MachineCertificate Misused { get; }

    public void Dispose() => _folder.Dispose();

    private static MachineCertificate Load(string folder, string name) => CertificateFolder.Load(folder, name, TimeProvider.System);

    private X509Certificate2 ForSigningCode()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = CertificateFolder.ReadPair(Ours, "ca");
        var request = new CertificateRequest("CN=signer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.3")], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(authority, now.AddHours(-1), now.AddHours(1), [0x41, 1]);
        return certificate.CopyWithPrivateKey(key);
    }
}
