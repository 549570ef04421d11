using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>Opens connections without encryption; they begin with a greeting from each side.</summary>
internal sealed class PlainConnections : ConnectionSecurity
{
    internal override async Task<IDuplexPipe> AcceptAsync(IDuplexPipe transport, HalfOpenConnection opening)
    {
        await Preamble.HearAsync(transport.Input, opening.Token);
        await Preamble.SayAsync(transport.Output, opening.Token);
        return transport;
    }

    internal override async Task<IDuplexPipe> ConnectAsync(IDuplexPipe transport, HalfOpenConnection opening)
    {
        opening.BeginHandshake();
        await Preamble.SayAsync(transport.Output, opening.Token);
        try
        {
            await Preamble.HearAsync(transport.Input, opening.Token);
        }
        catch (Exception exception) when (exception is RefusedException or IOException)
        {
            throw new RefusedException("it did not answer the greeting; it may want certificates (--certs), or it is no silo", exception);
        }

        return transport;
    }
}
