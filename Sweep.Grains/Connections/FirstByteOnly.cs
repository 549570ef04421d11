using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>No demand but that the other side says something in time.</summary>
internal sealed class FirstByteOnly : ConnectionSecurity
{
    private FirstByteOnly()
    {
    }

    public static FirstByteOnly Instance { get; } = new();

    internal override async Task<IDuplexPipe> AcceptAsync(IDuplexPipe transport, HalfOpenConnection opening)
    {
        await FirstBytes.WaitAsync(transport.Input, static (in bytes) => !bytes.IsEmpty, opening.Token);
        return transport;
    }

    internal override Task<IDuplexPipe> ConnectAsync(IDuplexPipe transport, HalfOpenConnection opening) =>
        throw new NotSupportedException("Only for connections that come in.");
}
