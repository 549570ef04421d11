using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>The address under which other silos and clients find this one: it goes into the cluster's table.</summary>
internal static class AdvertisedAddress
{
    /// <param name="given">What the user says, if anything.</param>
    /// <param name="listen">Where the silo listens.</param>
    /// <exception cref="SherlockException">It cannot be reached by others, or there is none.</exception>
    public static async Task<IPAddress> FindAsync(ServeInput? given, IPAddress listen, CancellationToken cancellationToken)
    {
        if (given is { } input) { return await ResolveAsync(input, cancellationToken); }
        if (!IsAny(listen)) { return listen; }
        return OfThisMachine() ?? throw new SherlockException(
            $"This machine has no address that others could reach it by: give one with {ServeFlags.Advertise.Option}.");
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
            // Said below.
        }

        throw ServeInputs.Wrong(input, "one address or name under which other machines reach this one, such as 10.0.0.7");
    }

    private static IPAddress? OfThisMachine() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus is OperationalStatus.Up && network.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address is { IsIPv6LinkLocal: false } && !IPAddress.IsLoopback(address))
        .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
        .FirstOrDefault();

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
