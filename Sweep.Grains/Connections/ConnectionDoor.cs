using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Sweep.Grains.Grids;

namespace Sweep.Grains.Connections;

/// <summary>
/// Every connection of the process goes through here before anything else reads it: it is opened within its time, or closed with one line in the log. One for all ports,
/// so that the limits are those of the process.
/// </summary>
internal sealed class ConnectionDoor(RefusalLog log, TimeProvider time)
{
    private readonly HalfOpenConnections _halfOpen = new(time);

    /// <summary>A connection that came in; one that does not open simply ends.</summary>
    public async Task AcceptAsync(ConnectionContext context, ConnectionSecurity security, ConnectionDelegate next)
    {
        using var opening = _halfOpen.Enter();
        if (await TryOpenAsync(opening, () => security.AcceptAsync(context.Transport, opening), why => log.Refused(Who(context), why)) is { } opened)
        {
            opening.Dispose();
            await TalkAsync(context, opened, next);
        }
        else
        {
            context.Abort();
        }
    }

    /// <summary>A connection to another process.</summary>
    /// <exception cref="SherlockException">It did not open; the one who wants to talk must know.</exception>
    public async Task ConnectAsync(ConnectionContext context, ConnectionSecurity security, ConnectionDelegate next)
    {
        using var opening = new HalfOpenConnection(time, _ => { });
        var problem = "";
        if (await TryOpenAsync(opening, () => security.ConnectAsync(context.Transport, opening), why => problem = why) is { } opened)
        {
            opening.Dispose();
            await TalkAsync(context, opened, next);
        }
        else
        {
            context.Abort();
            log.NotConnected(Who(context), problem);
            throw new SherlockException($"The connection to {Who(context)} did not open: {problem}.", SherlockException.OutOfReach);
        }
    }

    /// <summary>A connection of a protocol that is not ours, such as HTTP: it only has to begin in time.</summary>
    public Task AwaitFirstByteAsync(ConnectionContext context, ConnectionDelegate next) => AcceptAsync(context, FirstByteOnly.Instance, next);

    private static async Task<IDuplexPipe?> TryOpenAsync(HalfOpenConnection opening, Func<Task<IDuplexPipe>> open, Action<string> refuse)
    {
        try
        {
            return await open();
        }
        catch (RefusedException exception) when (!opening.Token.IsCancellationRequested)
        {
            refuse(exception.Message);
        }
        catch (Exception exception) when (opening.Token.IsCancellationRequested)
        {
            // Whatever it was doing, this is what ended it.
            refuse(exception is OperationCanceledException or RefusedException or IOException ? opening.Why : $"{opening.Why} ({exception.Message})");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            refuse("it broke off");
        }
        catch (Exception exception)
        {
            // The connection is a stranger's; what it makes us stumble over must end it alone, and be seen.
            refuse($"unexpected {exception.GetType().Name}: {Spelling.OneLine(exception.Message)}");
        }

        return null;
    }

    private static async Task TalkAsync(ConnectionContext context, IDuplexPipe opened, ConnectionDelegate next)
    {
        var transport = context.Transport;
        try
        {
            context.Transport = opened;
            await next(context);
        }
        finally
        {
            // The one below is closed by whoever made it.
            context.Transport = transport;
            if (opened is IAsyncDisposable layer)
            {
                await layer.DisposeAsync();
            }
        }
    }

    private static string Who(ConnectionContext context) => context.RemoteEndPoint?.ToString() ?? "an unknown address";
}
