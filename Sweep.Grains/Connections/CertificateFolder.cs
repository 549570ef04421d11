using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Connections;

/// <summary>
/// A folder with <c>ca.pem</c> and the <c>NAME.pem</c> and <c>NAME.key</c> of one machine or person. Messages never contain any of a key.
/// </summary>
public static class CertificateFolder
{
    /// <summary>The file of the authority's certificate, the same in every folder.</summary>
    public const string AuthorityFile = CertificateName.Authority + CertificateName.CertificateEnding;

    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <param name="name">The machine or person; null if the folder has only one.</param>
    /// <exception cref="SherlockException">
    /// A file is missing, malformed, or open to others; or the certificate is not valid, or has expired.
    /// </exception>
    public static MachineCertificate Load(string folder, string? name, TimeProvider time)
    {
        if (!Directory.Exists(folder))
        {
            throw new SherlockException($"There is no folder '{folder}' with certificates; make one with 'certs init', or give another.");
        }

        var whose = name is null ? OnlyName(folder) : CertificateName.Check(name);
        var authority = ReadCertificate(Path.Combine(folder, AuthorityFile));
        var own = ReadPair(folder, whose);
        Verify(Path.Combine(folder, whose + CertificateName.CertificateEnding), own, authority, time);
        return new(whose, own, authority);
    }

    /// <summary>Reads a certificate and its key.</summary>
    /// <exception cref="SherlockException">See <see cref="Load"/>.</exception>
    internal static X509Certificate2 ReadPair(string folder, string name)
    {
        var certificatePath = Path.Combine(folder, name + CertificateName.CertificateEnding);
        var keyPath = Path.Combine(folder, name + CertificateName.KeyEnding);
        ReadCertificate(certificatePath).Dispose();
        var certificate = ReadText(certificatePath);
        RequirePrivate(keyPath);
        var key = ReadText(keyPath);
        using (ReadKey(keyPath, key))
        {
            // This only checks whether the file is a key, so that "does not fit" below means just that.
        }

        try
        {
            var pair = X509Certificate2.CreateFromPem(certificate, key);

            // On Windows, Schannel cannot use a key that exists in memory alone.
            return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pfx), null) : pair;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new SherlockException(
                $"The key in '{keyPath}' does not fit the certificate in '{certificatePath}': one of them is of another name or time.");
        }
    }

    private static string OnlyName(string folder)
    {
        string[] names =
        [
            .. Directory.GetFiles(folder, "*" + CertificateName.KeyEnding)
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(name => name != CertificateName.Authority)
                .Order(StringComparer.Ordinal),
        ];
        return names switch
        {
            [var only] => only,
            [] => throw new SherlockException(
                $"'{folder}' has no NAME.key with its NAME.pem; make them with 'certs add NAME' and copy them here."),
            _ => throw new SherlockException(
                $"'{folder}' has keys of several: {string.Join(", ", names)}; leave the one of this machine, or say which."),
        };
    }

    private static void Verify(string path, X509Certificate2 own, X509Certificate2 authority, TimeProvider time)
    {
        foreach (var use in new[] { CertificateRules.ServerUse, CertificateRules.ClientUse })
        {
            using var chain = new X509Chain { ChainPolicy = CertificateRules.Policy(authority, use, time) };
            if (!chain.Build(own) && CertificateRules.Problem(chain) is { } problem)
            {
                throw new SherlockException(
                    $"The certificate in '{path}' {problem}; make another with 'certs add' where the authority's key is.");
            }
        }
    }

    private static X509Certificate2 ReadCertificate(string path)
    {
        try
        {
            return X509Certificate2.CreateFromPem(ReadText(path));
        }
        catch (CryptographicException)
        {
            throw new SherlockException($"'{path}' is not a certificate in PEM form (-----BEGIN CERTIFICATE-----).");
        }
    }

    private static ECDsa ReadKey(string path, string text)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new SherlockException(
                $"'{path}' is not a private key in PEM form (-----BEGIN PRIVATE KEY-----, elliptic curve, no password).");
        }
    }

    private static void RequirePrivate(string path)
    {
        if (!OperatingSystem.IsWindows()
            && File.Exists(path)
            && (File.GetUnixFileMode(path) & OfOthers) is var open and not UnixFileMode.None)
        {
            var mode = Convert.ToString((int)(open | (File.GetUnixFileMode(path) & ~OfOthers)), 8);
            throw new SherlockException(
                $"The key '{path}' is open to others (mode {mode}) and is refused, as ssh would; "
                    + $"put it right with: chmod 600 {Spelling.Quote(path)}");
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return RegularFile.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SherlockException($"There is no '{path}'; a folder with certificates has {AuthorityFile}, NAME.pem and NAME.key.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException($"Cannot read '{path}': {exception.Message}", innerException: exception);
        }
    }
}
