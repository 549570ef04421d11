using Orleans.TestingHost;
using Sweep.Client.Backends;
using Sweep.Grains.Hosting;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Backends;

/// <summary>A real silo over PostgreSQL, steered by the client's backend.</summary>
[Trait("Category", "Slow")]
public sealed class ClusterBackendTests : IAsyncLifetime
{
    private TestDatabase? _place;
    private SherlockDatabase? _database;
    private InProcessTestCluster? _cluster;
    private int _connects;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync()
    {
        _place = await PostgresServer.CreateDatabaseAsync();
        _database = await SherlockDatabase.CreateAsync(DatabaseLocation.Server(_place.ConnectionString), Token);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSherlockStorage(_database));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _database?.Dispose();
        if (_place is not null) { await _place.DisposeAsync(); }
    }

    [Fact]
    public async Task Steering_FromSubmitToExtend_ChangesWhatReadersAndSlotsSee()
    {
        await using var backend = Backend();
        var reader = await backend.OpenAsync(Token);
        var (id, steering) = (Guid.NewGuid(), backend.Steering);

        await backend.Submission.SubmitAsync(id, TestStore.Spec(trials: 2), 0, "ada", Token);
        await backend.Submission.SubmitAsync(id, TestStore.Spec(trials: 2), 0, "ada", Token);
        Assert.Equal(2, Assert.Single(await reader.ListAsync(Token)).Trials);

        var assigned = Assert.IsType<TrialAssignment>(await RequestAsync(1));
        await steering.PauseAsync(id, SteeringRequest.New(), Token);
        Assert.Equal(TrialDecision.HandBack, await Trial(assigned).ReportAsync(TestStore.Report(1, 1), Token));
        await Trial(assigned).HandBackAsync(1, null, Token);
        Assert.Equal(SweepStatus.Paused, (await reader.SummaryAsync(id, Token)).Status);

        await steering.ResumeAsync(id, SteeringRequest.New(), Token);
        await FailAsync(id, 1, firstAttempt: 2);
        await steering.CancelAsync(id, SteeringRequest.New(2), Token);
        Assert.Equal(1, await steering.RetryAsync(id, SteeringRequest.New(), Token));
        Assert.Equal([TrialStatus.Pending, TrialStatus.Cancelled], (await reader.TrialsAsync(id, Token)).Select(trial => trial.Status));

        var extend = SteeringRequest.New();
        Assert.Equal(1, await steering.ExtendAsync(id, extend, TestStore.Spec(trials: 3), Token));
        Assert.Equal(1, await steering.ExtendAsync(id, extend, TestStore.Spec(trials: 3), Token));
        Assert.Equal(3, (await reader.SummaryAsync(id, Token)).Trials);
        Assert.Equal(1, _connects);
    }

    [Fact]
    public async Task Extend_WhileAClaimWaits_IsServedAtOnce()
    {
        await using var backend = Backend();
        var id = Guid.NewGuid();
        await backend.Submission.SubmitAsync(id, TestStore.Spec(trials: 1), 0, "ada", Token);
        await backend.Steering.CancelAsync(id, SteeringRequest.New(1), Token);
        var waiting = RequestAsync(1);

        await backend.Steering.ExtendAsync(id, SteeringRequest.New(), TestStore.Spec(trials: 2), Token);

        Assert.Equal(2, (await waiting)?.Trial.Number);
    }

    private ClusterBackend Backend() => new(
        new(DatabaseLocation.Server(_place!.ConnectionString)),
        (_, _, _) =>
        {
            _connects++;
            return Task.FromResult<IClusterConnection>(new Connection(Cluster.Client));
        },
        TimeProvider.System);

    private Task<TrialAssignment?> RequestAsync(int slot) =>
        Cluster.Client.GetGrain<ITrialQueueGrain>(0).RequestAsync(new("silo", slot), Token);

    private ITrialGrain Trial(TrialAssignment assignment) => Cluster.Client.GetGrain<ITrialGrain>(assignment.Trial.ToString());

    private async Task FailAsync(Guid sweep, int number, int firstAttempt)
    {
        for (var attempt = firstAttempt; attempt < firstAttempt + TrialStore.MostFailures; attempt++)
        {
            var assigned = Assert.IsType<TrialAssignment>(await RequestAsync(1));
            Assert.Equal((new TrialId(sweep, number), attempt), (assigned.Trial, assigned.Attempt));
            await Trial(assigned).FinishAsync(attempt, new(TrialStatus.Failed, "no luck"), Token);
        }
    }

    private sealed class Connection(IGrainFactory grains) : IClusterConnection
    {
        public IGrainFactory Grains => grains;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
