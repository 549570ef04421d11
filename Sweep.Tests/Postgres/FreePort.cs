using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Sweep.Tests.Postgres;

/// <summary>Ports for servers of the tests.</summary>
internal static class FreePort
{
    // Below the range that systems give to outgoing connections. From within it, a server that is down for a while could not have its port
    // back: one of the clients that try to reach it may get that very port as its own, and even connect to itself.
    private const int First = 15_000;
    private const int End = 32_000;

    private static readonly ConcurrentDictionary<int, bool> _given = new();

    /// <summary>A port of this machine's loopback that is free, and that this test run has not given away before.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (_given.TryAdd(port, true) && IsFree(port)) { return port; }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
