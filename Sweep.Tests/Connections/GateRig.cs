using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Connections;

/// <summary>The code that opens connections, with a fake clock and connections in memory.</summary>
internal sealed class GateRig : IDisposable
{
    private readonly LoggerFactory _factory;
    private readonly RefusalLog _log;
    private readonly ConnectionGate _door;
    private int _ports = 1000;

    public GateRig()
    {
        _factory = new([Log]);
        _log = new(_factory.CreateLogger<RefusalLog>(), Time);
        _door = new(_log, Failure, Time);
    }

    public LogLines Log { get; } = new();

    public ConnectionFailure Failure { get; } = new();

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    /// <summary>Accepts a connection; if it opens, one message is echoed.</summary>
    public Knock Accept(ConnectionSecurity security) => Open((context, next) => _door.AcceptAsync(context, security, next));

    public Knock AcceptHttp() => Open(_door.AcceptHttpAsync);

    /// <summary>Opens a connection; if it opens, sends a message and waits for the echo.</summary>
    public Knock Connect(ConnectionSecurity security) => Open((context, _) => _door.ConnectAsync(context, security, Knock.AskAsync));

    public void Dispose()
    {
        _log.Dispose();
        _factory.Dispose();
    }

    private Knock Open(Func<ConnectionContext, ConnectionDelegate, Task> run)
    {
        var (input, output) = (new Pipe(), new Pipe());
        var context = new DefaultConnectionContext("knock", new Ends(input.Reader, output.Writer), new Ends(output.Reader, input.Writer))
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, ++_ports),
        };
        var knock = new Knock(context.Application!);
        knock.Run(async () =>
        {
            var transport = context.Transport;
            try
            {
                await run(context, knock.EchoAsync);
            }
            finally
            {
                // Orleans and Kestrel do the same when the delegate returns.
                await transport.Input.CompleteAsync();
                await transport.Output.CompleteAsync();
            }
        });
        return knock;
    }

    internal sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

/// <summary>One connection in memory: the test's end of it, and what happened at the other end.</summary>
internal sealed class Knock(IDuplexPipe end)
{
    public IDuplexPipe End => end;

    /// <summary>Whether any code after the check saw the connection.</summary>
    public bool CameThrough { get; private set; }

    /// <summary>Ends with the connection.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    public void Run(Func<Task> run) => Done = run();

    public async Task SendAsync(params byte[] bytes) => await end.Output.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Sends a message through an open connection and waits for the echo.</summary>
    public static async Task AskAsync(ConnectionContext context)
    {
        var token = TestContext.Current.CancellationToken;
        await context.Transport.Output.WriteAsync(new byte[] { 42 }, token);
        var answer = await context.Transport.Input.ReadAsync(token);
        Assert.Equal(42, answer.Buffer.FirstSpan[0]);
    }

    /// <summary>Connects like any TLS client, with any protocol and certificate.</summary>
    public async Task<SslStream> TlsAsync(SslProtocols protocols, MachineCertificate? certificate)
    {
        var stream = new SslStream(new DuplexStream(end));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "sherlock",
                EnabledSslProtocols = protocols,
                ClientCertificates = certificate is null ? null : [certificate.Own],
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            },
            TestContext.Current.CancellationToken);
        return stream;
    }

    public async Task EchoAsync(ConnectionContext context)
    {
        CameThrough = true;
        var result = await context.Transport.Input.ReadAsync(TestContext.Current.CancellationToken);
        if (!result.Buffer.IsEmpty)
        {
            await context.Transport.Output.WriteAsync(result.Buffer.First, TestContext.Current.CancellationToken);
        }
    }
}
