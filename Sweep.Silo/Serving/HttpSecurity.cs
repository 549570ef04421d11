using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sweep.Grains;
using Sweep.Grains.Connections;
using Sweep.Silo.Access;

namespace Sweep.Silo.Serving;

/// <summary>
/// How the HTTP port of a silo is secured. Beyond loopback it uses TLS, and all of it needs a token unless the user opens a part of it.
/// </summary>
/// <param name="Certificate">The certificate and key for TLS; null if the port does not encrypt.</param>
/// <param name="Chain">The certificates that lead to its authority.</param>
internal sealed record HttpSecurity(X509Certificate2? Certificate, X509Certificate2Collection Chain, AccessOptions Access)
{
    private const string File = "a file in PEM form";
    private const string Names = "names or addresses, with commas between them";

    /// <summary>Plain HTTP that is reached on this machine only.</summary>
    public static HttpSecurity OfLoopback { get; } = new(null, [], new());

    /// <param name="certificate">The silo's own certificate; null if it has none.</param>
    /// <exception cref="SherlockException">A setting is wrong, or a file cannot be used.</exception>
    public static HttpSecurity Read(ServeInputs inputs, ListenAddress listen, IPAddress advertised, MachineCertificate? certificate)
    {
        var access = new AccessOptions
        {
            AllowedHosts =
            [
                listen.Address.ToString(), advertised.ToString(), .. certificate is { Name: var name } ? [name] : Array.Empty<string>(),
                .. inputs.Text(ServeFlags.AllowedHost, Names)?.Value.Split(
                    ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            ],
            OpenHealth = !listen.IsBeyondLoopback || inputs.IsSet(ServeFlags.OpenHealth),
            OpenMetrics = !listen.IsBeyondLoopback || inputs.IsSet(ServeFlags.OpenMetrics),
        };
        return (inputs.Text(ServeFlags.HttpCert, File), inputs.Text(ServeFlags.HttpKey, File)) switch
        {
            ({ } file, { } key) => new(Load(file, key), ChainIn(file), access),
            (null, null) => new(listen.IsBeyondLoopback ? certificate?.Own : null, [], access),
            ({ } one, null) => throw Lacks(one, ServeFlags.HttpKey),
            (null, { } one) => throw Lacks(one, ServeFlags.HttpCert),
        };
    }

    private static SherlockException Lacks(ServeInput given, ServeFlag missing) =>
        new($"{given.Where} is given without {missing.Option}: a certificate and its key come together.");

    private static X509Certificate2 Load(ServeInput certificate, ServeInput key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate.Value, key.Value);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new SherlockException(
                $"{certificate.Where} and {key.Where} cannot be used: {exception.Message}", innerException: exception);
        }
    }

    private static X509Certificate2Collection ChainIn(ServeInput file)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file.Value);
        return chain;
    }
}
