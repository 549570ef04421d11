using System.Net;
using System.Net.Sockets;

namespace Sweep.Silo.Access;

/// <summary>
/// Counts failed tries to log in per remote address: ten at once, then one every six seconds. An address with more does not lock out those
/// who share it: a valid token is always let in.
/// </summary>
internal sealed class FailedTries(TimeProvider time)
{
    /// <summary>How many tries may fail at once.</summary>
    internal const int Most = 10;

    /// <summary>The time after which one more try may fail.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(6);

    /// <summary>If more addresses than this have failed, those that may try again are forgotten.</summary>
    private const int MostAddresses = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (double Count, long At)> _failed = [];

    /// <summary>How long an address has to wait before it may try again; null if it may try now.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        lock (_lock)
        {
            var over = Count(Key(address)) - (Most - 1);
            return over > 0 ? over * Pause : null;
        }
    }

    /// <summary>Notes that a try of an address has failed.</summary>
    public void Add(IPAddress? address)
    {
        lock (_lock)
        {
            var key = Key(address);
            var count = Count(key) + 1;
            if (_failed.Count >= MostAddresses) { Forget(); }
            _failed[key] = (Math.Min(count, Most), time.GetTimestamp());
        }
    }

    private double Count(IPAddress key) => _failed.TryGetValue(key, out var failed)
        ? Math.Max(0, failed.Count - (time.GetElapsedTime(failed.At) / Pause))
        : 0;

    private void Forget()
    {
        foreach (var key in _failed.Keys.Where(key => Count(key) == 0).ToList()) { _failed.Remove(key); }

        // So many addresses at once are an attack, and tokens cannot be guessed anyway.
        if (_failed.Count >= MostAddresses) { _failed.Clear(); }
    }

    /// <summary>An IPv6 network of one site counts as one address.</summary>
    private static IPAddress Key(IPAddress? address)
    {
        if (address is null) { return IPAddress.None; }
        if (address.IsIPv4MappedToIPv6) { return address.MapToIPv4(); }
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) { return address; }
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
