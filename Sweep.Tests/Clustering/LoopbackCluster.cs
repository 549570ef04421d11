using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Postgres;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Clustering;

/// <summary>Silos and clients in this process that share nothing but a database, whose clock is an hour ahead of theirs.</summary>
internal sealed class LoopbackCluster(DatabaseLocation location) : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private readonly List<SherlockDatabase> _databases = [];

    /// <summary>The keys of the bells that have rung, anywhere.</summary>
    public Channel<string> Rings { get; } = Channel.CreateUnbounded<string>();

    public Task<IHost> StartSiloAsync(string name) => StartAsync(builder => builder.UseOrleans(silo =>
    {
        silo.UseSherlockClustering().Configure<SiloOptions>(options => options.SiloName = name).Configure<ClusterOptions>(SetCluster);
        silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next());
        silo.Services.AddSingleton(Rings);
    }));

    public Task<IHost> StartClientAsync() =>
        StartAsync(builder => builder.UseOrleansClient(client => client.UseSherlockClustering().Configure<ClusterOptions>(SetCluster)));

    /// <summary>Waits until a silo sees these silos alive and no others.</summary>
    public static async Task SeesAsync(IHost host, params string[] names)
    {
        var directory = host.Services.GetRequiredService<ISiloDirectory>();
        await foreach (var _ in host.Services.GetRequiredService<IClusterMembershipService>().MembershipUpdates
            .WithCancellation(TestContext.Current.CancellationToken))
        {
            if (directory.AliveSilos is { } alive && alive.SetEquals(names)) { return; }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }

        _databases.ForEach(database => database.Dispose());
    }

    private static void SetCluster(ClusterOptions options) => (options.ClusterId, options.ServiceId) = ("loopback", "sherlock");

    private async Task<IHost> StartAsync(Action<HostApplicationBuilder> configure)
    {
        var database = await SherlockDatabase.CreateAsync(location, TestContext.Current.CancellationToken);
        _databases.Add(database);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSherlockStorage(database).AddSingleton<TimeProvider>(new PostgresClock(TimeSpan.FromHours(1)));
        configure(builder);
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
