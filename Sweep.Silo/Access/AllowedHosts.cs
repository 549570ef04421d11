using System.Net;

namespace Sweep.Silo.Access;

/// <summary>
/// The names and addresses under which a port may be called. A web page of another site can make its own name point to this machine (DNS
/// rebinding), and its requests then carry that name.
/// </summary>
internal sealed class AllowedHosts(AccessOptions options)
{
    private readonly HashSet<string> _names =
        [.. options.AllowedHosts.Append("localhost").Select(Plain)];

    public bool Contains(HttpContext context)
    {
        // Browsers always say which name they call.
        if (!context.Request.Host.HasValue) { return true; }
        var host = Plain(context.Request.Host.Host);
        return _names.Contains(host)
            || (IPAddress.TryParse(host, out var address) && (IPAddress.IsLoopback(address) || IsOwn(context, address)));
    }

    /// <summary>Whether the request came to this address, so that the address is one of this machine.</summary>
    private static bool IsOwn(HttpContext context, IPAddress address) =>
        context.Connection.LocalIpAddress is { } own && (own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : own).Equals(address);

    private static string Plain(string host) => host.TrimStart('[').TrimEnd(']').TrimEnd('.').ToLowerInvariant();
}
