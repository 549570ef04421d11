using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Connections;

/// <summary>
/// Every connection of the process goes through here before anything else reads it: it is opened within its time, or closed with one line in the log. One for all ports,
/// so that the limits are those of the process.
/// </summary>
internal sealed class ConnectionDoor(RefusalLog log, ConnectionFailure failure, TimeProvider time)
{
    private readonly HalfOpenConnections _halfOpen = new(time);

    /// <summary>A connection that came in; one that does not open simply ends.</summary>
    public async Task AcceptAsync(ConnectionContext context, ConnectionSecurity security, ConnectionDelegate next)
    {
        using var opening = _halfOpen.Enter();
        if (await TryOpenAsync(opening, () => security.AcceptAsync(context.Transport, opening), (why, _) => log.Refused(Who(context), why)) is { } opened)
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
        var (problem, isRefused) = ("", false);
        if (await TryOpenAsync(opening, () => security.ConnectAsync(context.Transport, opening), (why, refused) => (problem, isRefused) = (why, refused)) is { } opened)
        {
            opening.Dispose();
            await TalkAsync(context, opened, next);
        }
        else
        {
            log.NotConnected(Who(context), problem);
            var exception = new SherlockException($"The connection to {Who(context)} did not open: {problem}.", SherlockException.OutOfReach);
            if (isRefused)
            {
                failure.Set(exception);
            }

            throw exception;
        }
    }

    /// <summary>A connection of HTTP: its first request has to come in time.</summary>
    public Task AcceptHttpAsync(ConnectionContext context, ConnectionDelegate next) => AcceptAsync(context, HttpOpening.Instance, next);

    /// <param name="end">Takes why it did not open, and whether one of the two sides refused the other.</param>
    private static async Task<IDuplexPipe?> TryOpenAsync(HalfOpenConnection opening, Func<Task<IDuplexPipe>> open, Action<string, bool> end)
    {
        try
        {
            return await open();
        }
        catch (RefusedException exception) when (!opening.Token.IsCancellationRequested)
        {
            end(exception.Message, true);
        }
        catch (Exception exception) when (opening.Token.IsCancellationRequested)
        {
            // Whatever it was doing, this is what ended it.
            end(exception is OperationCanceledException or RefusedException or IOException ? opening.Why : $"{opening.Why} ({exception.Message})", false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            end("it broke off", false);
        }
        catch (Exception exception)
        {
            // The connection is a stranger's; what it makes us stumble over must end it alone, and be seen.
            end($"unexpected {exception.GetType().Name}: {Spelling.OneLine(exception.Message)}", false);
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
