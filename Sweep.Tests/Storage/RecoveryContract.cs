using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Trials whose silo is gone: what every store must do.</summary>
public abstract class RecoveryContract : StoreTests
{
    private static readonly HashSet<string> _alive = ["alive"];

    [Fact]
    public async Task Recover_SiloThatDied_TakesItsTrialsBackAndLeavesTheOthers()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.AssignAsync(new(sweep, 1), "dead");
        await Store.AssignAsync(new(sweep, 2), "alive");
        Store.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(1, await RecoverAsync());

        Assert.Equal(
            [TrialStatus.Pending, TrialStatus.Running, TrialStatus.Pending],
            (await Store.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Status));
        Assert.Equal(
            ["1|Lost|its silo died: dead"],
            await Store.QueryAsync("SELECT trial, outcome, reason FROM attempts WHERE outcome IS NOT NULL"));
        Assert.Equal(["1|its silo died: dead"], await Store.QueryAsync("SELECT trial, text FROM events WHERE kind = 'Lost'"));
        Assert.Equal(TrialDecision.Stop, await Store.Trials.ReportAsync(new(sweep, 1), TestStore.Report(1, 10), Token));
        Assert.Equal(0, await RecoverAsync());
        Assert.Equal(2, (await Store.AssignAsync(new(sweep, 1), "alive")).Attempt);
    }

    [Fact]
    public async Task Recover_SiloThatNobodyKnowsYet_IsLeftAloneForAMoment()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id, "new");
        Store.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, await RecoverAsync());

        await Store.Trials.ReportAsync(id, TestStore.Report(1, 10), Token);
        Store.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, await RecoverAsync());

        Store.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await RecoverAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recover_TrialThatIsSilentForTooLong_IsTakenBackEvenFromALivingSilo(bool isKnown)
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id, "alive");
        var alive = isKnown ? _alive : null;

        Store.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await Store.Trials.RecoverAsync(alive, TrialStore.StaleAfter, Token));
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Store.Trials.RecoverAsync(alive, TrialStore.StaleAfter, Token));
    }

    [Fact]
    public async Task Recover_TrialThatAPersonWantsPaused_PausesIt()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id, "dead");
        await Store.RequestPauseAsync(id);
        Store.Clock.Advance(TimeSpan.FromSeconds(4));

        await RecoverAsync();

        Assert.Equal(TrialStatus.Paused, (await Store.TrialAsync(id)).Status);
    }

    [Fact]
    public async Task Recover_SeveralAtOnce_TakeEachTrialBackOnce()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 150));
        await Store.Trials.AssignAsync(
            [.. Enumerable.Range(1, 150).Select(number => (new TrialId(sweep, number), new TrialRequest("dead", number)))], Token);
        Store.Clock.Advance(TimeSpan.FromSeconds(4));

        var recovered = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RecoverAsync, Token)));

        Assert.Equal(150, recovered.Sum());
        Assert.Equal(["150"], await Store.QueryAsync("SELECT COUNT(*) FROM events WHERE kind = 'Lost'"));
    }

    [Fact]
    public async Task Recover_TrialThatKillsItsSilos_FailsAfterTenWithoutACheckpoint()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        for (var attempt = 1; attempt <= 9; attempt++) { await LoseAsync(id); }
        Assert.Equal(TrialStatus.Pending, (await Store.TrialAsync(id)).Status);

        await LoseAsync(id);

        var trial = await Store.TrialAsync(id);
        Assert.Equal(
            (TrialStatus.Failed, "its silo died under it 10 times in a row without a new checkpoint: it probably kills them"),
            (trial.Status, trial.Reason));
    }

    [Fact]
    public async Task Recover_TrialThatGotFurtherInBetween_GoesOn()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        for (var attempt = 1; attempt <= 12; attempt++) { await LoseAsync(id, checkpoint: attempt == 5 ? 10 : null); }

        Assert.Equal(TrialStatus.Pending, (await Store.TrialAsync(id)).Status);
    }

    [Fact]
    public async Task Recover_TrialThatWasHandedBackInBetween_GoesOn()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        for (var attempt = 1; attempt <= 5; attempt++) { await LoseAsync(id); }
        await Store.AssignAsync(id);
        await Store.Trials.HandBackAsync(id, 6, null, Token);
        for (var attempt = 7; attempt <= 12; attempt++) { await LoseAsync(id); }

        Assert.Equal(TrialStatus.Pending, (await Store.TrialAsync(id)).Status);
    }

    [Fact]
    public async Task Recover_TrialThatWasSilentTimeAfterTime_GoesOn()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        for (var attempt = 1; attempt <= 9; attempt++) { await LoseAsync(id, "alive", TimeSpan.FromMinutes(6)); }
        for (var attempt = 10; attempt <= 18; attempt++) { await LoseAsync(id); }
        Assert.Equal(TrialStatus.Pending, (await Store.TrialAsync(id)).Status);

        await LoseAsync(id, "alive", TimeSpan.FromMinutes(6));

        Assert.Equal(TrialStatus.Pending, (await Store.TrialAsync(id)).Status);
    }

    private Task<int> RecoverAsync() => Store.Trials.RecoverAsync(_alive, TrialStore.StaleAfter, Token);

    private async Task LoseAsync(TrialId id, string silo = "dead", TimeSpan? silence = null, long? checkpoint = null)
    {
        var assignment = await Store.AssignAsync(id, silo);
        if (checkpoint is { } step)
        {
            await Store.Trials.ReportAsync(
                id, TestStore.Report(assignment.Attempt, step) with { Checkpoint = new(step, "there", 7) }, Token);
        }

        Store.Clock.Advance(silence ?? TimeSpan.FromSeconds(4));
        Assert.Equal(1, await RecoverAsync());
    }
}
