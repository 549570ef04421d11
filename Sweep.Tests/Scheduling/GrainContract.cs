using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

/// <summary>The grains in a real silo, with slots that only pretend to train.</summary>
public abstract class GrainContract(SiloFixture silo) : IAsyncLifetime
{
    private readonly SiloFixture _silo = silo;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_TwentyTrialsAndFourSlots_TrainsEachExactlyOnce()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 20));

        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var slots = Enumerable.Range(1, 4).Select(slot => new PretendingSlot(_silo, $"slot-{slot}", done)).ToList();
        await Task.WhenAll(slots.Select(slot => slot.WorkAsync(sweep, Token)));

        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => (new TrialId(sweep, number), 1)),
            slots.SelectMany(slot => slot.Assigned).OrderBy(assigned => assigned.Trial.Number));
        var summary = await _silo.Reader.FindAsync(sweep.ToString(), Token);
        Assert.Equal((SweepStatus.Completed, 20), (summary.Status, summary.Counts[TrialStatus.Completed]));
        Assert.All(await _silo.Reader.TrialsAsync(sweep, Token), trial => Assert.Equal(trial.Id.Number, trial.Best!.Value.Value));
        Assert.Equal(1, (await _silo.Reader.BestAsync(sweep, 1, Token)).Single().Id.Number);
    }

    [Fact]
    public async Task Request_WaitingForWork_IsAnsweredBySubmit()
    {
        var waiting = _silo.Queue.RequestAsync(new("slot-1", 1), Token);
        Assert.False(waiting.IsCompleted);

        var sweep = await SubmitAsync(TestStore.Spec(trials: 1));

        Assert.Equal(new TrialId(sweep, 1), Assert.IsType<TrialAssignment>(await waiting).Trial);
    }

    [Fact]
    public async Task Request_TrialThatWasHandedBackOrFailed_IsOfferedAgainBeforeLaterOnes()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 3));
        await _silo.Queue.RequestAsync(new("slot-1", 1), Token);
        await Trial(sweep, 1).HandBackAsync(1, null, Token);

        Assert.Equal((1, 2), Key(await _silo.Queue.RequestAsync(new("slot-2", 1), Token)));
        await Trial(sweep, 1).FinishAsync(2, new(TrialStatus.Failed, "no luck"), Token);
        Assert.Equal((1, 3), Key(await _silo.Queue.RequestAsync(new("slot-2", 1), Token)));
        Assert.Equal((2, 1), Key(await _silo.Queue.RequestAsync(new("slot-3", 1), Token)));
    }

    [Fact]
    public async Task Request_TwoSweeps_ServesTheOlderOneFirst()
    {
        var older = await SubmitAsync(TestStore.Spec(trials: 1, name: "older"));
        var newer = await SubmitAsync(TestStore.Spec(trials: 1, name: "newer"));

        Assert.Equal(older, (await _silo.Queue.RequestAsync(new("slot-1", 1), Token))!.Trial.SweepId);
        Assert.Equal(newer, (await _silo.Queue.RequestAsync(new("slot-2", 1), Token))!.Trial.SweepId);
    }

    [Fact]
    public async Task Request_SentAgainAfterALostAnswer_IsAnsweredWithTheSameAttempt()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 3));
        var lost = await _silo.Queue.RequestAsync(new("silo", 1), Token);

        Assert.Equal(Key(lost), Key(await _silo.Queue.RequestAsync(new("silo", 1, IsRepeated: true), Token)));
        Assert.Equal((2, 1), Key(await _silo.Queue.RequestAsync(new("silo", 2, IsRepeated: true), Token)));
        Assert.Equal(2, (await _silo.Reader.FindAsync(sweep.ToString(), Token)).Counts[TrialStatus.Running]);
    }

    [Fact]
    public async Task Request_SmallSweepBehindALargeOne_IsServedBeforeTheLargeOneIsDone()
    {
        await SubmitAsync(TestStore.Spec(trials: 50, name: "large"));
        foreach (var slot in new[] { 1, 2 }) { await _silo.Queue.RequestAsync(new("silo", slot), Token); }
        var small = await SubmitAsync(TestStore.Spec(trials: 1, name: "small"));

        Assert.Equal(small, (await _silo.Queue.RequestAsync(new("silo", 3), Token))!.Trial.SweepId);
    }

    [Fact]
    public async Task Watch_TrialsOfASiloThatIsGone_AreOfferedAgainToWhoWaits()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 1));
        await _silo.Queue.RequestAsync(new("gone", 1), Token);
        var waiting = _silo.Queue.RequestAsync(new("silo", 1), Token);
        _silo.Clock.Advance(TimeSpan.FromSeconds(4));
        _silo.Silos.AliveSilos = new HashSet<string> { "silo" };

        await _silo.Queue.WatchAsync();

        Assert.Equal((1, 2), Key(await waiting));
        Assert.Equal(TrialDecision.Stop, await Trial(sweep, 1).ReportAsync(TestStore.Report(1, 1), Token));
    }

    [Fact]
    public async Task Watch_SweepWhoseSiloDiedBeforeItsEnd_IsCompleted()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 1));
        var assigned = await _silo.Queue.RequestAsync(new("gone", 1), Token);
        await _silo.Trials.FinishAsync(assigned!.Trial, 1, new(TrialStatus.Completed), Token);

        await _silo.Queue.WatchAsync();

        Assert.Equal(SweepStatus.Completed, (await _silo.Reader.FindAsync(sweep.ToString(), Token)).Status);
    }

    [Fact]
    public async Task Cancel_RunningSweep_StopsItsSlotsAndOffersNothingMore()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 2));
        await _silo.Queue.RequestAsync(new("slot-1", 1), Token);

        await _silo.Grains.GetGrain<ISweepGrain>(sweep).CancelAsync(SteeringRequest.New(), Token);

        Assert.Equal(TrialDecision.Stop, await Trial(sweep, 1).ReportAsync(TestStore.Report(1, 1), Token));
        await Trial(sweep, 1).FinishAsync(1, new(TrialStatus.Completed), Token);
        Assert.Equal(2, (await _silo.Reader.FindAsync(sweep.ToString(), Token)).Counts[TrialStatus.Cancelled]);
        var other = await SubmitAsync(TestStore.Spec(trials: 1, name: "other"));
        Assert.Equal(other, (await _silo.Queue.RequestAsync(new("slot-1", 1), Token))!.Trial.SweepId);
    }

    [Fact]
    public async Task Resume_PausedSweep_IsOfferedAtOnce()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 1));
        await _silo.Sweeps.PauseOthersAsync(null, Token);
        var waiting = _silo.Queue.RequestAsync(new("slot-1", 1), Token);

        await _silo.Grains.GetGrain<ISweepGrain>(sweep).ResumeAsync(SteeringRequest.New(), Token);

        Assert.Equal(sweep, (await waiting)!.Trial.SweepId);
    }

    [Fact]
    public async Task Submit_SameIdAgain_ChangesNothing()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 2));

        await _silo.Grains.GetGrain<ISweepGrain>(sweep).SubmitAsync(TestStore.Spec(trials: 2), cancellationToken: Token);

        Assert.Equal(2, Assert.Single(await _silo.Reader.ListAsync(Token)).Trials);
    }

    [Fact]
    public async Task Error_ThatAPersonCanPutRight_KeepsItsTextAndExitCodeOnTheWay()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(
            () => _silo.Grains.GetGrain<ISweepGrain>(Guid.Empty).CancelAsync(SteeringRequest.New(), Token));

        Assert.Equal(SherlockException.BadInput, error.ExitCode);
        Assert.StartsWith("There is no sweep with the id 0000", error.Message, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _silo.DisposeAsync();
    }

    private static (int Number, int Attempt) Key(TrialAssignment? assignment) => (assignment!.Trial.Number, assignment.Attempt);

    private async Task<Guid> SubmitAsync(SweepSpec spec)
    {
        var id = Guid.NewGuid();
        await _silo.Grains.GetGrain<ISweepGrain>(id).SubmitAsync(spec, cancellationToken: Token);
        return id;
    }

    private ITrialGrain Trial(Guid sweep, int number) => _silo.Grains.GetGrain<ITrialGrain>(new TrialId(sweep, number).ToString());
}
