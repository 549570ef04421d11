using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Connections;

/// <summary>
/// Opens every connection of the process before anything else reads it. If a connection does not open in time, it is closed with one line
/// in the log. All ports share one object, so that its limits hold for the whole process.
/// </summary>
internal sealed class ConnectionGate(RefusalLog log, ConnectionFailure failure, TimeProvider time)
{
    private readonly HalfOpenConnections _halfOpen = new(time);

    /// <summary>Opens an incoming connection, and passes it on; a connection that does not open is closed.</summary>
    public async Task AcceptAsync(ConnectionContext context, ConnectionSecurity security, ConnectionDelegate next)
    {
        using var opening = _halfOpen.Enter();
        var opened = await TryOpenAsync(
            opening, () => security.AcceptAsync(context.Transport, opening), (why, _) => log.Refused(Who(context), why));
        if (opened is not null)
        {
            opening.Dispose();
            await TalkAsync(context, opened, next);
        }
        else
        {
            context.Abort();
        }
    }

    /// <summary>Opens a connection to another process, and passes it on.</summary>
    /// <exception cref="SherlockException">The connection did not open; the caller has to know.</exception>
    public async Task ConnectAsync(ConnectionContext context, ConnectionSecurity security, ConnectionDelegate next)
    {
        using var opening = new HalfOpenConnection(time, _ => { });
        var (problem, isRefused) = ("", false);
        var opened = await TryOpenAsync(
            opening,
            () => security.ConnectAsync(context.Transport, opening),
            (why, refused) => (problem, isRefused) = (why, refused));
        if (opened is not null)
        {
            opening.Dispose();
            await TalkAsync(context, opened, next);
        }
        else
        {
            log.NotConnected(Who(context), problem);
            var exception = new SherlockException(
                $"The connection to {Who(context)} did not open: {problem}.", SherlockException.OutOfReach);
            if (isRefused)
            {
                failure.Set(exception);
            }

            throw exception;
        }
    }

    /// <summary>Accepts a connection of HTTP; its first request has to come in time.</summary>
    public Task AcceptHttpAsync(ConnectionContext context, ConnectionDelegate next) => AcceptAsync(context, HttpOpening.Instance, next);

    /// <param name="end">Is told why the connection did not open, and whether one of the two sides refused the other.</param>
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
            // The deadline or the eviction is the reason, whatever the exception says.
            var isExpected = exception is OperationCanceledException or RefusedException or IOException;
            end(isExpected ? opening.Why : $"{opening.Why} ({exception.Message})", false);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            end("it broke off", false);
        }
        catch (Exception exception)
        {
            // A stranger opened the connection. An error that its bytes cause ends this connection alone, and is logged.
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
            // The code that made the transport below closes it.
            context.Transport = transport;
            if (opened is IAsyncDisposable layer)
            {
                await layer.DisposeAsync();
            }
        }
    }

    private static string Who(ConnectionContext context) => context.RemoteEndPoint?.ToString() ?? "an unknown address";
}
