using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Dashboards;

/// <summary>How many trials were in which status, and when.</summary>
[Trait("Category", "Slow")]
public sealed class DashboardStatusTests : StoreTests
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();

    [Fact]
    public async Task StatusChanges_OfALostTrialThatIsTriedAgain_TellItsStory()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await AfterAsync(10, () => Store.AssignAsync(id));
        await AfterAsync(10, () => Store.Trials.HandBackAsync(id, 1, null, Token));
        await AfterAsync(10, () => Store.AssignAsync(id));
        await AfterAsync(10, () => Store.Trials.FinishAsync(id, 2, new(TrialStatus.Completed), Token));

        // Pending at 0, running from 10 to 20 and from 30 to 40, then completed.
        Assert.Equal(
            [
                "0|Pending|1", "10|Pending|-1", "10|Running|1", "20|Pending|1", "20|Running|-1",
                "30|Pending|-1", "30|Running|1", "40|Completed|1", "40|Running|-1",
            ],
            await ChangesAsync());
    }

    [Fact]
    public async Task StatusChanges_OfAWaitingTrialThatAPersonCancels_AreWithoutAnAttempt()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await AfterAsync(5, () => Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token));

        Assert.Equal(["0|Pending|1", "5|Cancelled|1", "5|Pending|-1"], await ChangesAsync());
    }

    [Fact]
    public async Task StatusChanges_OfATrialThatWaitsAgainAndIsThenCancelled_EndInOneStatus()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);
        await AfterAsync(10, () => Store.Trials.HandBackAsync(id, 1, null, Token));
        await AfterAsync(10, () => Store.Sweeps.CancelAsync(id.SweepId, SteeringRequest.New(), Token));

        Assert.Equal(["Cancelled|1"], await CountsAsync());
    }

    [Fact]
    public async Task StatusChanges_OfARunningTrialThatIsPausedAndResumed_EndInOneStatus()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);
        await Store.Sweeps.PauseAsync(id.SweepId, SteeringRequest.New(1), Token);
        await AfterAsync(10, () => Store.Trials.HandBackAsync(id, 1, null, Token));
        Assert.Equal(["Paused|1"], await CountsAsync());

        await Store.Sweeps.ResumeAsync(id.SweepId, SteeringRequest.New(1), Token);
        await AfterAsync(10, () => Store.AssignAsync(id));

        Assert.Equal(["Running|1"], await CountsAsync());
    }

    [Fact]
    public async Task StatusChanges_OfATrialThatIsHeldTwiceAndCancelled_TellItsStory()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await AfterAsync(10, () => Store.AssignAsync(id));
        await AfterAsync(10, () => Store.Trials.HoldAsync(id, 1, Token));
        Assert.Equal(["Held|1"], await CountsAsync());
        await AfterAsync(10, () => Store.QueryAsync("UPDATE trials SET status = 'Pending'"));
        Assert.Equal(["Pending|1"], await CountsAsync());
        await Store.AssignAsync(id);
        await AfterAsync(10, () => Store.Trials.HoldAsync(id, 2, Token));
        await AfterAsync(10, () => Store.Sweeps.CancelAsync(id.SweepId, SteeringRequest.New(), Token));

        Assert.Equal(
            [
                "0|Pending|1", "10|Pending|-1", "10|Running|1", "20|Held|1", "20|Running|-1", "30|Held|-1", "30|Running|1",
                "40|Held|1", "40|Running|-1", "50|Cancelled|1", "50|Held|-1",
            ],
            await ChangesAsync());
        Assert.Equal(["Cancelled|1"], await CountsAsync());
    }

    [Fact]
    public async Task StatusHistory_OfASweepThatHasEnded_CountsEveryTrialOnceAtAllTimes()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await AfterAsync(50, () => Store.AssignAsync(new(sweep, 1)));
        await AfterAsync(50, () => Store.Trials.FinishAsync(new(sweep, 1), 1, new(TrialStatus.Completed), Token));
        await AfterAsync(50, () => Store.AssignAsync(new(sweep, 2)));
        await AfterAsync(50, () => Store.Trials.FinishAsync(new(sweep, 2), 1, new(TrialStatus.Diverged, "NaN"), Token));
        await Store.Sweeps.CompleteAsync(sweep, Token);

        var rows = await Store.QueryAsync(
            "SELECT seconds, pending, running, completed, diverged FROM dashboards.status_history ORDER BY part");

        // 200 s in 200 parts: one a second.
        Assert.Equal(201, rows.Count);
        Assert.Equal(["0|2|0|0|0", "50|1|1|0|0", "100|1|0|1|0", "150|0|1|1|0", "200|0|0|1|1"], rows.Where((_, part) => part % 50 == 0));
        Assert.Equal(["49|2|0|0|0", "99|1|1|0|0", "149|1|0|1|0", "199|0|1|1|0"], rows.Where((_, part) => part % 50 == 49));
    }

    private async Task AfterAsync(int seconds, Func<Task> act)
    {
        Store.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await act();
    }

    private Task<IReadOnlyList<string>> ChangesAsync() => Store.QueryAsync(
        "SELECT extract(epoch FROM time - min(time) OVER ())::integer AS at, status, change FROM dashboards.status_changes "
            + "ORDER BY at, status");

    private Task<IReadOnlyList<string>> CountsAsync() => Store.QueryAsync(
        "SELECT status, sum(change) FROM dashboards.status_changes GROUP BY status HAVING sum(change) <> 0");
}
