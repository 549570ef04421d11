using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Ends that are told twice, at once, or halfway, and what follows from them: what every store must do.</summary>
public abstract class RepeatedEndContract : StoreTests
{
    private static readonly TrialOutcome _failed = new(TrialStatus.Failed, "out of memory");

    [Fact]
    public async Task Finish_SentAgainAfterALostAnswer_IsAnsweredTheSameAndCountsOnce()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await Store.AssignAsync(new(sweep, 1));
        await Store.AssignAsync(new(sweep, 2));

        Assert.Equal(TrialStatus.Completed, await Store.Trials.FinishAsync(new(sweep, 1), 1, new(TrialStatus.Completed), Token));
        Assert.Equal(TrialStatus.Completed, await Store.Trials.FinishAsync(new(sweep, 1), 1, new(TrialStatus.Completed), Token));
        Assert.Equal(TrialStatus.Pending, await Store.Trials.FinishAsync(new(sweep, 2), 1, _failed, Token));
        Assert.Equal(TrialStatus.Pending, await Store.Trials.FinishAsync(new(sweep, 2), 1, _failed, Token));

        Assert.Equal(["1|0", "2|1"], await Store.QueryAsync("SELECT number, failures FROM trials ORDER BY number"));
        await Store.AssignAsync(new(sweep, 2));
        Assert.Null(await Store.Trials.FinishAsync(new(sweep, 2), 1, _failed, Token));
    }

    [Fact]
    public async Task Finish_TwentyAtOnce_EndsTheTrialOnce()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.Trials.FinishAsync(id, 1, _failed, Token), Token)));

        Assert.All(answers, answer => Assert.Equal(TrialStatus.Pending, answer));
        Assert.Equal(["1"], await Store.QueryAsync("SELECT failures FROM trials WHERE number = 1"));
        Assert.Equal(["1"], await Store.QueryAsync("SELECT COUNT(*) FROM events WHERE kind = 'Retried'"));
    }

    [Fact]
    public async Task Complete_LastTwoTrialsThatEndAtOnce_CompletesTheSweep()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        foreach (var number in new[] { 1, 2 }) { await Store.AssignAsync(new(sweep, number)); }

        await Task.WhenAll(Enumerable.Range(1, 2).Select(number => Task.Run(
            async () =>
            {
                await Store.Trials.FinishAsync(new(sweep, number), 1, new(TrialStatus.Completed), Token);
                await Store.Sweeps.CompleteAsync(sweep, Token);
            },
            Token)));

        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task CompleteEnded_SweepsWhoseSiloDiedBeforeItsEnd_CompletesThoseAlone()
    {
        var ended = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        var running = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        var waiting = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await Store.AssignAsync(new(ended, 1));
        await Store.AssignAsync(new(running, 1));
        await Store.Trials.FinishAsync(new(ended, 1), 1, new(TrialStatus.Completed), Token);

        Assert.Equal(1, await Store.Sweeps.CompleteEndedAsync(Token));

        Assert.Equal(
            (SweepStatus.Completed, SweepStatus.Running, SweepStatus.Running),
            (await Store.StatusAsync(ended), await Store.StatusAsync(running), await Store.StatusAsync(waiting)));
        Assert.Equal(0, await Store.Sweeps.CompleteEndedAsync(Token));
    }

    [Fact]
    public async Task HandBack_WithAReason_ShowsItUntilTheNextClaim()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);

        await Store.Trials.HandBackAsync(id, 1, "the corpus is missing", Token);

        Assert.Equal(
            (TrialStatus.Pending, "the corpus is missing"), ((await Store.TrialAsync(id)).Status, (await Store.TrialAsync(id)).Reason));
        Assert.Equal(["HandedBack|the corpus is missing"], await Store.QueryAsync("SELECT outcome, reason FROM attempts"));
        await Store.AssignAsync(id);
        Assert.Null((await Store.TrialAsync(id)).Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task End_OfAnAttemptThatAPersonWantsPaused_PausesTheTrialOnce(bool fails)
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        await Store.RequestPauseAsync(id);

        if (fails) { Assert.Equal(TrialStatus.Paused, await Store.Trials.FinishAsync(id, 1, _failed, Token)); }
        else { Assert.True(await Store.Trials.HandBackAsync(id, 1, null, Token)); }

        Assert.Equal(TrialStatus.Paused, (await Store.TrialAsync(id)).Status);
        Assert.Null(await Store.Trials.AssignAsync(id, "silo-1", Token));
        await Store.Sweeps.ResumeAsync(id.SweepId, SteeringRequest.New(), Token);
        await Store.AssignAsync(id);
        Assert.Equal(TrialDecision.Continue, await Store.Trials.ReportAsync(id, TestStore.Report(2, 1), Token));
    }
}
