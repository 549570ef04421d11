using System.Net;
using System.Net.Sockets;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Connections;

/// <summary>Where a silo listens: on loopback as it likes, anywhere else with certificates, or where its user says that the network is safe.</summary>
/// <param name="Address">To bind to.</param>
/// <param name="IsBeyondLoopback">Whether other machines reach it.</param>
/// <param name="Warning">One line for the user; null where there is nothing to say.</param>
public sealed record ListenAddress(IPAddress Address, bool IsBeyondLoopback, string? Warning)
{
    /// <summary>The addresses of a name, or the one that is written.</summary>
    /// <exception cref="SherlockException">No such name.</exception>
    public static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        if (Parse(text) is { } address)
        {
            return [address];
        }

        try
        {
            // A blank name would be this machine's own, which nobody meant.
            ArgumentException.ThrowIfNullOrWhiteSpace(text);
            return await Dns.GetHostAddressesAsync(text, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw NotAnAddress(text, exception);
        }
    }

    /// <summary>Decides by what the text means; a name counts as beyond loopback where any of its addresses is.</summary>
    /// <param name="text">As the user wrote it, for messages.</param>
    /// <param name="addresses">What it means: <see cref="ResolveAsync"/>.</param>
    /// <exception cref="SherlockException">Other machines could connect, and nothing says that they may.</exception>
    public static ListenAddress Decide(string text, IReadOnlyList<IPAddress> addresses, bool hasCertificates, bool isInsecureNetwork)
    {
        if (addresses.Count == 0)
        {
            throw NotAnAddress(text, null);
        }

        // Everything of ours listens on one address, and IPv4 is what silos of one cluster are most likely to share.
        var address = addresses.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        var isBeyond = !addresses.All(IsLoopback);
        if (isBeyond && !hasCertificates && !isInsecureNetwork)
        {
            throw new SherlockException(
                $"--listen {text} lets other machines connect, and there are no certificates: "
                    + "give them with --certs DIR ('certs init' makes them), or say --insecure-network where the network itself is closed to strangers.");
        }

        var warning = isBeyond && !hasCertificates
            ? $"--insecure-network: whoever reaches {text} can read and steer everything here, and nothing is encrypted."
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
        $"--listen is {Spelling.Quote(text)}; allowed: an address or name of this machine, such as 127.0.0.1, 10.0.0.7 or 0.0.0.0 (all of them).",
        innerException: cause);
}
