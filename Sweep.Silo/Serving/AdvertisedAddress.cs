using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>Finds the address under which other silos and clients reach this one, for the cluster's table.</summary>
internal static class AdvertisedAddress
{
    /// <param name="given">What the user gave, if anything.</param>
    /// <param name="listen">The address on which the silo listens.</param>
    /// <param name="database">The database's machine, which all silos reach.</param>
    /// <exception cref="SherlockException">Other silos cannot reach the address, or this machine has none.</exception>
    public static async Task<IPAddress> FindAsync(
        ServeInput? given, IPAddress listen, (string Host, int Port)? database, CancellationToken cancellationToken)
    {
        if (given is { } input) { return await ResolveAsync(input, cancellationToken); }
        if (!IsAny(listen)) { return listen; }
        if (database is var (host, port)
            && await TowardsAsync(host, port, cancellationToken) is { } address
            && Suits(address, listen)) { return address; }
        return OfThisMachine(listen) ?? throw new SherlockException(
            $"This machine has no address that others could reach it by: give one with {ServeFlags.Advertise.Option}.");
    }

    /// <summary>The address that this machine uses to reach another one; null if it is the same machine, or cannot be reached.</summary>
    internal static async Task<IPAddress?> TowardsAsync(string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            // Nothing is sent: connecting such a socket only looks up the route.
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(host, port, cancellationToken);
            var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
            address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return IPAddress.IsLoopback(address) || IsAny(address) ? null : address;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static async Task<IPAddress> ResolveAsync(ServeInput input, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(input.Value, cancellationToken);
            var address = addresses.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault();
            if (address is not null && !IsAny(address)) { return address; }
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            // The caller reports it.
        }

        throw ServeInputs.Wrong(input, "one address or name under which other machines reach this one, such as 10.0.0.7");
    }

    /// <summary>Network bridges to containers on this machine lead nowhere else, and have no gateway, so they come last.</summary>
    private static IPAddress? OfThisMachine(IPAddress listen) => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus is OperationalStatus.Up
            && network.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
        .Select(network => network.GetIPProperties())
        .OrderBy(network => network.GatewayAddresses.Any(gateway => !IsAny(gateway.Address)) ? 0 : 1)
        .SelectMany(network => network.UnicastAddresses.Select(unicast => unicast.Address)
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1))
        .FirstOrDefault(address => address is { IsIPv6LinkLocal: false } && !IPAddress.IsLoopback(address) && Suits(address, listen));

    /// <summary>
    /// A silo that listens on all IPv4 addresses is not reached over IPv6. One that listens on all IPv6 addresses is reached over both.
    /// </summary>
    private static bool Suits(IPAddress address, IPAddress listen) =>
        listen.Equals(IPAddress.IPv6Any) || address.AddressFamily == listen.AddressFamily;

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
