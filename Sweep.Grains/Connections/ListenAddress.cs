using System.Net;
using System.Net.Sockets;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Connections;

/// <summary>
/// Decides on which address a silo listens: on loopback always; elsewhere only if it has certificates, or if its user says that the
/// network is safe.
/// </summary>
/// <param name="Address">The address to bind to.</param>
/// <param name="IsBeyondLoopback">Whether other machines reach it.</param>
/// <param name="Warning">One line for the user; null if there is nothing to warn about.</param>
public sealed record ListenAddress(IPAddress Address, bool IsBeyondLoopback, string? Warning)
{
    /// <summary>Returns the addresses of a name, or the address that is written.</summary>
    /// <exception cref="SherlockException">The name does not exist.</exception>
    public static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        if (Parse(text) is { } address)
        {
            return [address];
        }

        try
        {
            // A blank name would mean this machine, which the user surely did not intend.
            ArgumentException.ThrowIfNullOrWhiteSpace(text);
            return await Dns.GetHostAddressesAsync(text, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw NotAnAddress(text, exception);
        }
    }

    /// <summary>Decides by the addresses; a name counts as beyond loopback if any of its addresses is.</summary>
    /// <param name="text">The address or name as the user wrote it, for messages.</param>
    /// <param name="addresses">The result of <see cref="ResolveAsync"/>.</param>
    /// <exception cref="SherlockException">Other machines could connect, and no option allows them to.</exception>
    public static ListenAddress Decide(string text, IReadOnlyList<IPAddress> addresses, bool hasCertificates, bool isInsecureNetwork)
    {
        if (addresses.Count == 0)
        {
            throw NotAnAddress(text, null);
        }

        // All ports of a silo listen on one address, and the silos of a cluster most likely share IPv4.
        var address = addresses.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        var isBeyond = !addresses.All(IsLoopback);
        if (isBeyond && !hasCertificates && !isInsecureNetwork)
        {
            throw new SherlockException(
                $"--listen {text} lets other machines connect, and there are no certificates: "
                    + "give them with --certs DIR ('certs init' makes them), "
                    + "or say --insecure-network if the network itself is closed to strangers.");
        }

        var warning = isBeyond && !hasCertificates
            ? $"--insecure-network: anyone who can reach {text} can read and steer everything here, and nothing is encrypted."
            : null;
        return new(address, isBeyond, warning);
    }

    private static IPAddress? Parse(string text) => text switch
    {
        "*" or "+" => IPAddress.Any,
        "localhost" => IPAddress.Loopback,
        ['[', .., ']'] => IPAddress.TryParse(text[1..^1], out var inBrackets) ? inBrackets : null,
        _ => IPAddress.TryParse(text, out var address) ? address : null,
    };

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static SherlockException NotAnAddress(string text, Exception? cause) => new(
        $"--listen is {Spelling.Quote(text)}; allowed: an address or name of this machine, such as 127.0.0.1, 10.0.0.7 "
            + "or 0.0.0.0 (all of them).",
        innerException: cause);
}
