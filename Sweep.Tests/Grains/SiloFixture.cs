using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Sweep.Grains.Queue;
using Sweep.Grains.Storage;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Grains;

/// <summary>A real silo over a SQLite file, in this process.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private InProcessTestCluster? _cluster;
    private SherlockDatabase? _database;

    public IGrainFactory Grains => Cluster.Client;

    public SweepReader Reader => new((_database ?? throw NotBegun()).Contexts);

    public ITrialQueueGrain Queue => Grains.GetGrain<ITrialQueueGrain>(0);

    public SweepStore Sweeps => Cluster.Silos[0].ServiceProvider.GetRequiredService<SweepStore>();

    private InProcessTestCluster Cluster => _cluster ?? throw NotBegun();

    public async ValueTask InitializeAsync()
    {
        _database = await SherlockDatabase.CreateAsync(_folder.Database, TestContext.Current.CancellationToken);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSherlockStorage(_folder.Database));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _database?.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static InvalidOperationException NotBegun() => new("The test has not begun.");
}
