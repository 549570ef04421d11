using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sweep.Tests.Corpora;

/// <summary>
/// A real server on a free port of this machine, because the client's own transport is under test. It answers once per connection.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, byte[]> _bodyOf;
    private readonly int _withheld;
    private readonly Task _serving;

    /// <param name="bodyOf">Returns the body for a path.</param>
    /// <param name="withheld">The number of bytes that are announced and never sent.</param>
    public LoopbackServer(Func<string, byte[]> bodyOf, int withheld = 0)
    {
        (_bodyOf, _withheld) = (bodyOf, withheld);
        _listener.Start();
        Origin = new Uri($"http://{_listener.LocalEndpoint}/");
        _serving = ServeAsync();
    }

    public Uri Origin { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (await AcceptAsync() is { } client)
        {
            using (client)
            {
                await AnswerAsync(client.GetStream());
            }
        }
    }

    private async Task<TcpClient?> AcceptAsync()
    {
        try
        {
            return await _listener.AcceptTcpClientAsync();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was stopped.
            return null;
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync())!.Split(' ')[1];
        while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
        {
            // The rest of the request does not matter here.
        }

        var body = _bodyOf(path);
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {body.Length + _withheld}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
    }
}
