using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sweep.Silo.Api;

namespace Sweep.Silo.Dashboard;

/// <summary>Limits what one caller can cost an HTTP port.</summary>
internal static class HttpLimits
{
    /// <summary>The most connections at once. Streams have a limit of their own, so that requests always find room.</summary>
    private const int MostConnections = OpenStreams.Most + 2048;

    public static void Limit(this KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = RequestBody.MostBytes;
        kestrel.Limits.MaxResponseBufferSize = 64 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);

        // An idle connection costs little. A page that is opened again within this time finds its connection.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));

        // A browser has one connection for all its tabs, and each tab in view keeps a stream.
        kestrel.Limits.Http2.MaxStreamsPerConnection = 128;
    }
}
