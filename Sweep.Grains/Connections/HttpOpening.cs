using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>Requires only that the other side sends an HTTP request in time: half a request keeps no connection open.</summary>
internal sealed class HttpOpening : ConnectionSecurity
{
    private HttpOpening()
    {
    }

    public static HttpOpening Instance { get; } = new();

    internal override async Task<IDuplexPipe> AcceptAsync(IDuplexPipe transport, HalfOpenConnection opening)
    {
        await FirstBytes.WaitAsync(transport.Input, HttpHead.IsComplete, opening.Token);
        return transport;
    }

    internal override Task<IDuplexPipe> ConnectAsync(IDuplexPipe transport, HalfOpenConnection opening) =>
        throw new NotSupportedException("Only for connections that come in.");
}
