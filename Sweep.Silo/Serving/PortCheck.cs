using System.Net;
using System.Net.Sockets;
using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>Checks whether a silo's ports are free before it joins a cluster: after that the others would already rely on it.</summary>
internal static class PortCheck
{
    /// <exception cref="SherlockException">
    /// A port is taken, or this user may not open it. The message names the port and its flag.
    /// </exception>
    public static void RequireFree(IPAddress address, ServePorts ports)
    {
        foreach (var (flag, port) in ports.All)
        {
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
            }
            catch (SocketException exception)
            {
                throw new SherlockException(Explain(exception, flag, new(address, port)), SherlockException.OutOfReach, exception);
            }
        }
    }

    /// <summary>
    /// Replaces zeros by free ports, except the HTTP port, which finds its own. Another process may still take such a port first.
    /// </summary>
    public static ServePorts Choose(IPAddress address, ServePorts ports) =>
        ports with { Silo = Choose(address, ports.Silo), Gateway = Choose(address, ports.Gateway) };

    public static bool IsTaken(Exception? exception) => exception is not null
        && (exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } or PortHeldException
            || IsTaken(exception.InnerException));

    private static int Choose(IPAddress address, int port)
    {
        if (port > 0) { return port; }
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The line for a port that another program has.</summary>
    public static string Taken(ServeFlag flag, IPEndPoint end) =>
        $"{flag.Option} {end.Port}: another program listens on {end} already; stop it, or give another port (0 takes any free one).";

    private static string Explain(SocketException exception, ServeFlag flag, IPEndPoint end) => exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => Taken(flag, end),
        SocketError.AddressNotAvailable => $"{ServeFlags.Listen.Option} {end.Address} is not an address of this machine.",
        SocketError.AccessDenied => $"{flag.Option} {end.Port}: this user may not listen on {end}; ports from 1024 need no rights.",
        _ => $"{flag.Option} {end.Port}: cannot listen on {end} ({exception.Message}).",
    };
}
