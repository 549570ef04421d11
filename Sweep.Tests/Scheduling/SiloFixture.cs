using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.TestingHost;
using Sweep.Grains.Clustering;
using Sweep.Grains.Hosting;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

/// <summary>A real silo over a database of its own, in this process.</summary>
public sealed class SiloFixture(Func<Task<TestStore>> open) : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;
    private TestStore? _store;

    public IGrainFactory Grains => Cluster.Client;

    public SweepReader Reader => Store.Reader;

    public ITrialQueueGrain Queue => Grains.GetGrain<ITrialQueueGrain>(0);

    public SweepStore Sweeps => Cluster.Silos[0].ServiceProvider.GetRequiredService<SweepStore>();

    public TrialStore Trials => Cluster.Silos[0].ServiceProvider.GetRequiredService<TrialStore>();

    public TrainableStore Trainables => Cluster.Silos[0].ServiceProvider.GetRequiredService<TrainableStore>();

    /// <summary>What the queue believes to be alive; nothing is known until a test says so.</summary>
    public FakeSilos Silos { get; } = new();

    /// <summary>The stores' clock; the system's, moved on by hand.</summary>
    public MovedClock Clock { get; } = new();

    /// <inheritdoc cref="TestMembers.JoinAsync"/>
    public Task JoinAsync(string silo, params TrainableId[] announced) => TestMembers.JoinAsync(Store, Trainables, silo, announced);

    /// <inheritdoc cref="TestStore.QueryAsync"/>
    public Task<IReadOnlyList<string>> QueryAsync(string sql) => Store.QueryAsync(sql);

    private InProcessTestCluster Cluster => _cluster ?? throw NotBegun();

    private TestStore Store => _store ?? throw NotBegun();

    public async ValueTask InitializeAsync()
    {
        _store = await open();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<ISiloDirectory>(Silos);
            silo.Services.AddSherlockStorage(Store.Database);
            silo.Services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            silo.Services.Replace(
                ServiceDescriptor.Singleton(services => new TrialStore(services.GetRequiredService<StoreSession>(), Clock)));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static InvalidOperationException NotBegun() => new("The test has not begun.");
}

/// <summary>What a test says is alive.</summary>
public sealed class FakeSilos : ISiloDirectory
{
    public IReadOnlySet<string>? AliveSilos { get; set; }

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The system's clock, ahead by as much as a test says.</summary>
public sealed class MovedClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan time) => _ahead += time;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}

public sealed class SqliteGrainTests() : GrainContract(new(SqliteStore.CreateAsync));

[Trait("Category", "Slow")]
public sealed class PostgresGrainTests() : GrainContract(new(PostgresStore.CreateAsync));
