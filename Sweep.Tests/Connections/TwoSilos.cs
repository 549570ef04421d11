using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Grains;
using Sweep.Grains.Connections;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Connections;

/// <summary>Two silos and a client on loopback, over real sockets.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];

    private TwoSilos(int siloPort, int gatewayPort) => (SiloPort, GatewayPort) = (siloPort, gatewayPort);

    public int SiloPort { get; }

    public int GatewayPort { get; }

    /// <summary>The log of the first silo, to which the tests connect.</summary>
    public LogLines Log { get; } = new();

    private IGrainFactory Grains => _hosts[^1].Services.GetRequiredService<IGrainFactory>();

    public static async Task<TwoSilos> StartAsync(ConnectionSecurity silos, ConnectionSecurity client)
    {
        var ports = FreePorts(4);
        var both = new TwoSilos(ports[0], ports[1]);
        try
        {
            await both.StartAsync(Silo(ports[0], ports[1], null, silos, both.Log));
            await both.StartAsync(Silo(ports[2], ports[3], ports[0], silos, null));
            await both.StartAsync(Client(ports[1], client));
            return both;
        }
        catch
        {
            await both.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls the first silo's gateway from the client; the grain there calls both silos.</summary>
    public async Task<int> CountSilosAsync()
    {
        var management = Grains.GetGrain<IManagementGrain>(0);
        var statistics = await management.GetRuntimeStatistics([.. (await management.GetHosts(onlyActive: true)).Keys]).InTimeAsync();
        return statistics.Length;
    }

    /// <summary>Starts another client, which may be refused.</summary>
    /// <returns>Why it was refused; null if it was not.</returns>
    public async Task<SherlockException?> StartClientAsync(ConnectionSecurity security)
    {
        using var host = Client(GatewayPort, security);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var failure = host.Services.GetRequiredService<ConnectionFailure>().Task;
        var start = host.StartAsync(stop.Token);
        if (await Task.WhenAny(start, failure).InTimeAsync() == start)
        {
            await start;
            await host.StopAsync(TestContext.Current.CancellationToken);
            return null;
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => start.InTimeAsync());
        return await failure;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }

        Log.Dispose();
    }

    private async Task StartAsync(IHost host)
    {
        _hosts.Add(host);
        await host.StartAsync(TestContext.Current.CancellationToken).InTimeAsync();
    }

    private static IHost Silo(int siloPort, int gatewayPort, int? primaryPort, ConnectionSecurity security, LogLines? log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddConnectionFilters();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, primaryPort is { } port ? new(IPAddress.Loopback, port) : null)
            .UseSherlockConnections(security));
        return builder.Build();
    }

    private static IHost Client(int gatewayPort, ConnectionSecurity security)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddConnectionFilters();
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(gatewayPort)
            .UseSherlockConnections(security));
        return builder.Build();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
        {
            listener.Stop();
        }

        return ports;
    }
}
