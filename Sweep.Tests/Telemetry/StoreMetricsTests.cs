using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Telemetry;

/// <summary>What is counted of trials: each change once, even if a caller repeats its call.</summary>
public sealed class StoreMetricsTests : StoreTests, IDisposable
{
    private readonly TestMeters _meters = new();
    private StoreSession? _session;

    private StoreSession Session => _session ??= new(Store.Contexts, new(_meters));

    private TrialStore Trials => new(Session, Store.Clock);

    [Fact]
    public async Task Counters_BeforeAnythingHappened_StandAtZero()
    {
        await Trials.SnapshotAsync(Token);

        foreach (var series in (string[])
                 [
                     "sweep.trials.ended{status=completed}", "sweep.trials.ended{status=diverged}", "sweep.trials.ended{status=failed}",
                     "sweep.divergences", "sweep.attempts.lost", "sweep.trial.retries{reason=failed}", "sweep.trial.retries{reason=lost}",
                     "sweep.trial.retries{reason=handed_back}", "sweep.trial.retries{reason=by_hand}", "sweep.database.write.errors",
                     "sweep.trials.mixed", "sweep.trials.held", "sweep.trials.promoted", "sweep.trials.ended{status=pruned}",
                 ])
        {
            Assert.Equal(0, _meters.Sum(series));
        }
    }

    [Theory]
    [InlineData(TrialStatus.Completed, "completed", 0)]
    [InlineData(TrialStatus.Diverged, "diverged", 1)]
    public async Task Finish_SentTwice_CountsTheTrialOnce(TrialStatus status, string label, int divergences)
    {
        var id = await BeginAsync();

        await Trials.FinishAsync(id, 1, new(status), Token);
        await Trials.FinishAsync(id, 1, new(status), Token);

        Assert.Equal(1, _meters.Sum($"sweep.trials.ended{{status={label}}}"));
        Assert.Equal(divergences, _meters.Sum("sweep.divergences"));
        Assert.Equal(2, _meters.Count("sweep.database.write.duration{operation=finish}"));
    }

    [Fact]
    public async Task Finish_FailedUntilItIsFinal_CountsTwoRetriesAndOneEnd()
    {
        var id = await BeginAsync();
        for (var attempt = 1; attempt <= TrialStore.MostFailures; attempt++)
        {
            if (attempt > 1) { await Store.AssignAsync(id); }
            await Trials.FinishAsync(id, attempt, new(TrialStatus.Failed, "no"), Token);
        }

        Assert.Equal(2, _meters.Sum("sweep.trial.retries{reason=failed}"));
        Assert.Equal(1, _meters.Sum("sweep.trials.ended{status=failed}"));

        await new SweepStore(Session, Store.Clock).RetryAsync(id.SweepId, SteeringRequest.New(), Token);
        Assert.Equal(1, _meters.Sum("sweep.trial.retries{reason=by_hand}"));
    }

    [Fact]
    public async Task Assign_ByAnotherKindOfProcessor_CountsTheTrialOnce()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        foreach (var (processor, mixed) in new[] { ("old", 0), (null, 0), ("old", 0), ("new", 1), ("old", 1), ("third", 1) })
        {
            var claimed = (await Trials.AssignAsync(id, new TrialRequest("silo", 1, Processor: processor), Token))!;
            Assert.Equal(mixed, _meters.Sum("sweep.trials.mixed"));
            await Trials.HandBackAsync(id, claimed.Attempt, null, Token);
        }
    }

    [Fact]
    public async Task Decisions_ThatHoldPromoteAndEndTrials_AreCounted()
    {
        await StopSpecs.PublishAsync(new(Store.Session, Store.Clock), Token);
        var sweep = await Store.SubmitAsync(StopSpecs.Grid(2));
        var steps = new SearchSteps(sweep, new(Session, Store.Clock), TimeProvider.System);
        foreach (var until in new[] { 2, 2, 4 })
        {
            var trial = await Store.AssignAsync(new(sweep, Assert.Single(await steps.ProposeAsync(1, Token))));
            await Trials.ReportAsync(trial.Trial, StopSpecs.Report(trial, until), Token);
            await Trials.HoldAsync(trial.Trial, trial.Attempt, Token);
        }

        Assert.Empty(await steps.ProposeAsync(1, Token));

        Assert.Equal(
            (3, 1, 2),
            (_meters.Sum("sweep.trials.held"), _meters.Sum("sweep.trials.promoted"), _meters.Sum("sweep.trials.ended{status=pruned}")));
    }

    [Fact]
    public async Task HandBack_OfATrialThatIsToPause_IsNoRetry()
    {
        var (paused, other) = (await BeginAsync(), await BeginAsync());
        await Store.RequestPauseAsync(paused);

        await Trials.HandBackAsync(paused, 1, null, Token);
        Assert.Equal(0, _meters.Sum("sweep.trial.retries{reason=handed_back}"));

        await Trials.HandBackAsync(other, 1, null, Token);
        Assert.Equal(1, _meters.Sum("sweep.trial.retries{reason=handed_back}"));
    }

    [Fact]
    public async Task Recover_OfADeadSilosTrial_CountsTheLossAndTheRetry()
    {
        await BeginAsync();
        Store.Clock.Advance(TimeSpan.FromSeconds(10));

        await Trials.RecoverAsync(new HashSet<string> { "another" }, TimeSpan.MaxValue, Token);

        Assert.Equal((1, 1), (_meters.Sum("sweep.attempts.lost"), _meters.Sum("sweep.trial.retries{reason=lost}")));
    }

    [Fact]
    public async Task Write_ThatTheDatabaseRefuses_IsAnError()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Session.WriteAsync(
            StoreOperation.Report,
            async db =>
            {
                db.Attempts.Add(new() { SweepId = Guid.NewGuid(), Trial = 1, Silo = "nobody" });
                await db.SaveChangesAsync(Token);
                return true;
            },
            Token));

        Assert.Equal(1, _meters.Sum("sweep.database.write.errors"));
        Assert.Equal(1, _meters.Count("sweep.database.write.duration{operation=report}"));
    }

    [Fact]
    public async Task Write_ThatAsksForWhatIsNotThere_IsNoErrorOfTheDatabase()
    {
        await Assert.ThrowsAsync<Sweep.Grains.SherlockException>(
            () => new SweepStore(Session, Store.Clock).CancelAsync(Guid.NewGuid(), SteeringRequest.New(), Token));

        Assert.Equal(0, _meters.Sum("sweep.database.write.errors"));
    }

    public void Dispose()
    {
        _session?.Dispose();
        _meters.Dispose();
    }

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();

    private async Task<TrialId> BeginAsync()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);

        // The meters begin with what the test does.
        _ = Session;
        return id;
    }
}
