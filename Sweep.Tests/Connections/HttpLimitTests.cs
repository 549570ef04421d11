using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Connections;

/// <summary>The limit on the first request, in front of a real web server.</summary>
public sealed class HttpLimitTests
{
    [Fact]
    public async Task HttpPort_WithASilentAndATalkingConnection_ClosesTheSilentOneAndAnswersTheOther()
    {
        var token = TestContext.Current.CancellationToken;
        using var log = new LogLines();
        var time = new WatchedTime();
        await using var app = Build(log, time);
        await app.StartAsync(token);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, address.Port, token);
        using var client = new HttpClient();

        Assert.Equal("alive", await client.GetStringAsync(address, token));

        // Both connections have been accepted; one has been served already.
        await time.Timers.WaitAsync(token);
        await time.Timers.WaitAsync(token);
        time.Advance(TimeSpan.FromSeconds(1));

        // The connection ends abruptly, without bytes.
        await Assert.ThrowsAsync<IOException>(async () => await silent.GetStream().ReadExactlyAsync(new byte[1], token));
        Assert.Contains("it did not complete its first message within 0.85 s", Assert.Single(log.Ours), StringComparison.Ordinal);
    }

    private static WebApplication Build(LogLines log, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(time);
        builder.Services.AddDoor();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttpLimit()));
        var app = builder.Build();
        app.MapGet("/", () => "alive");
        return app;
    }

    private sealed class WatchedTime : FakeTimeProvider
    {
        public SemaphoreSlim Timers { get; } = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Timers.Release();
            return timer;
        }
    }
}
