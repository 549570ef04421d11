using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Sweep.Grains.Queue;
using Sweep.Grains.Storage;
using Sweep.Silo.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>Claims of slots that stop, over a real silo: no trial may run for a slot that does not know of it.</summary>
public sealed class StoppedClaimTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private TestStore? _store;
    private InProcessTestCluster? _cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("The test has not begun.");

    [Fact]
    public async Task Claim_OfASlotThatStops_IsAnsweredByTheQueueAndNotBrokenOff()
    {
        using var stop = new CancellationTokenSource();
        var queue = Cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ITrialQueueGrain>(0);
        var claim = queue.ClaimAsync(new("silo-1", 1), stop.Token);

        await stop.CancelAsync();

        // Whoever breaks off by itself never sees a trial that is on its way.
        Assert.Null(await claim.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteStore.CreateAsync();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSherlockStorage(_store.Database);
            silo.Services.AddSlots(new SlotOptions(0, Path.Combine(_folder.Path, "logs"), Path.Combine(_folder.Path, "checkpoints")));
            silo.Services.AddSingleton<ITrainable>(new FakeTrainable());
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) { await _cluster.DisposeAsync(); }
        if (_store is not null) { await _store.DisposeAsync(); }
        _folder.Dispose();
    }
}
