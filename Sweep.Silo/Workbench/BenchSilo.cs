using System.Globalization;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Embedded;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>A silo with real slots over a benchmark's database, that trains what the benchmark wants.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    // As many values as an axis may sensibly have; seeds make up the rest, so that no specification is large.
    private const int AxisLength = 1000;

    private readonly IHost _host;
    private readonly DirectoryInfo _folder;

    private BenchSilo(IHost host, DirectoryInfo folder) => (_host, _folder) = (host, folder);

    private SweepReader Reader => _host.Services.GetRequiredService<SweepReader>();

    public static async Task<BenchSilo> StartAsync(SherlockDatabase database, ITrainable trainable, int slots, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sherlock-bench-");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: EmbeddedCluster.FreePort(), gatewayPort: 0));
        builder.Services.AddSherlockStorage(database);
        builder.Services.AddSingleton(trainable);
        builder.Services.AddSlots(new SlotOptions(slots, Path.Combine(folder.FullName, "logs"), Path.Combine(folder.FullName, "checkpoints")));
        var silo = new BenchSilo(builder.Build(), folder);
        await silo._host.StartAsync(cancellationToken);
        return silo;
    }

    /// <summary>Submits a sweep of so many trials.</summary>
    public async Task<Guid> SubmitAsync(int trials, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var (values, seeds) = trials <= AxisLength ? (trials, 1) : (AxisLength, trials / AxisLength);
        var spec = new SweepSpec(
            "bench", "sample", Objective.Default, [.. Enumerable.Range(1, seeds)], new Hyperparameters(),
            [new("rnn_size", [.. Enumerable.Range(1, values).Select(size => size.ToString(CultureInfo.InvariantCulture))])]);
        await _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISweepGrain>(id).SubmitAsync(spec, cancellationToken: cancellationToken);
        return id;
    }

    /// <summary>Waits until the sweep is Completed.</summary>
    public async Task WaitAsync(Guid sweep, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await Reader.SummaryAsync(sweep, cancellationToken)).Status is SweepStatus.Running)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Delete(recursive: true);
    }
}
