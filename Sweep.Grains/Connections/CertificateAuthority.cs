using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Connections;

/// <summary>
/// A private authority in a folder, and the certificates that it makes for both sides of TLS: ECDSA on P-256, valid 10 years for the
/// authority and 2 for the certificates that it signs. Its key decides which machines may join the cluster, so it never leaves the
/// folder.
/// </summary>
public sealed class CertificateAuthority(string folder, TimeProvider time)
{
    private const int AuthorityYears = 10;
    private const int MemberYears = 2;
    private const int SerialLength = 16;

    /// <summary>Certificates begin this much earlier, so that machines whose clocks are some hours slow accept them at once.</summary>
    private static readonly TimeSpan _clockDifference = TimeSpan.FromDays(1);

    /// <summary>Makes the folder if it is missing, and the authority's certificate and key in it.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="SherlockException">The folder has an authority already, or cannot be written.</exception>
    public IReadOnlyList<string> Create()
    {
        NewFiles.MakeFolder(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (begin, serial) = (time.GetUtcNow() - _clockDifference, Serial());
        // Each authority has its own name, which distinguishes its certificate from the next authority's.
        var request = new CertificateRequest(
            $"CN=Sherlock authority {Convert.ToHexString(serial.AsSpan(0, 4))}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var signer = X509SignatureGenerator.CreateForECDsa(key);
        using var certificate = request.Create(request.SubjectName, signer, begin, time.GetUtcNow().AddYears(AuthorityYears), serial);
        return Write(CertificateName.Authority, certificate, key);
    }

    /// <summary>Makes the certificate and key of a machine or a person.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="SherlockException">
    /// The name is invalid or taken, or the folder has no authority whose key is here and which has not expired.
    /// </exception>
    public IReadOnlyList<string> Add(string name)
    {
        CertificateName.Check(name);
        using var authority = ReadAuthority();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([CertificateRules.ServerUse, CertificateRules.ClientUse], critical: false));
        request.CertificateExtensions.Add(AlternativeName(name));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var begin = Later(time.GetUtcNow() - _clockDifference, authority.NotBefore);
        var end = Earlier(time.GetUtcNow().AddYears(MemberYears), authority.NotAfter);
        using var certificate = request.Create(authority, begin, end, Serial());
        return Write(name, certificate, key);
    }

    private X509Certificate2 ReadAuthority()
    {
        if (!File.Exists(PathOf(CertificateName.Authority, CertificateName.KeyEnding)))
        {
            throw new SherlockException(
                $"'{folder}' has no authority's key (ca.key): make one with 'certs init {folder}', "
                    + "or give the folder that has it with --dir.");
        }

        var authority = CertificateFolder.ReadPair(folder, CertificateName.Authority);
        if (time.GetUtcNow() >= authority.NotAfter)
        {
            authority.Dispose();
            throw new SherlockException(
                $"The authority in '{folder}' has expired; make a new one in another folder with 'certs init', "
                    + "and new certificates for all machines.");
        }

        return authority;
    }

    private IReadOnlyList<string> Write(string name, X509Certificate2 certificate, ECDsa key)
    {
        var (certificatePath, keyPath) = (PathOf(name, CertificateName.CertificateEnding), PathOf(name, CertificateName.KeyEnding));
        NewFiles.Write(
        [
            (keyPath, key.ExportPkcs8PrivateKeyPem() + "\n", true),
            (certificatePath, certificate.ExportCertificatePem() + "\n", false),
        ]);
        return [certificatePath, keyPath];
    }

    private string PathOf(string name, string ending) => Path.Combine(folder, name + ending);

    private static X509Extension AlternativeName(string name)
    {
        var builder = new SubjectAlternativeNameBuilder();
        // Short forms of addresses, such as 7, count as names.
        if (name.Count(letter => letter == '.') == 3 && IPAddress.TryParse(name, out var address))
        {
            builder.AddIpAddress(address);
        }
        else
        {
            builder.AddDnsName(name);
        }

        return builder.Build();
    }

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialLength);
        // Positive, and not shorter than it looks, because the first byte is not zero.
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
