using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// Sweeps with many trials, or with trials that cannot be trained.
public abstract partial class StoppingContract
{
    [Fact]
    public async Task Refusal_OfATrial_TakesItOutOfItsRung()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));
        var steps = Steps(sweep);
        var all = await steps.ProposeAsync(4, Token);
        var assignment = await Store.AssignAsync(new(sweep, all[0]));
        await Store.Trials.FinishAsync(
            assignment.Trial, assignment.Attempt, new(TrialStatus.Failed, "x must be even", IsLasting: true), Token);
        foreach (var trial in all[1..3]) { await TrainAsync(sweep, trial); }

        // If it counted as the worst of three, one of them could go on all the same; of four, two could.
        await TrainAsync(sweep, all[3]);
        var promoted = await steps.ProposeAsync(4, Token);

        Assert.Single(promoted);
        var reasons = (await Store.Reader.DecisionsAsync(sweep, Token)).Where(decision => decision.Kind is DecisionKind.Hold);
        Assert.Equal(3, reasons.Max(decision => ReasonJson.Read<HoldReason>(decision.Reason)!.Standing.Of));
    }

    [Fact]
    public async Task Search_WithATrialThatCannotBeTrained_ProposesAnotherOne()
    {
        var sweep = await SubmitAsync(StopSpecs.Search(3));
        var steps = Steps(sweep);
        var assignment = await Store.AssignAsync(new(sweep, Assert.Single(await steps.ProposeAsync(1, Token))));
        await Store.Trials.FinishAsync(
            assignment.Trial, assignment.Attempt, new(TrialStatus.Failed, "x must be even", IsLasting: true), Token);

        Assert.Equal([2, 3, 4], await steps.ProposeAsync(8, Token));
        Assert.Equal(0, (await Store.Reader.SummaryAsync(sweep, Token)).TrialsToCome);
    }

    [Fact]
    public async Task News_OfAGridThatIsJudged_AreOfTrialsThatHaveBegun()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(20, StopSpecs.Asha with { Ends = true }, 1, 2));
        var fold = (await Store.Sweeps.SearchAsync(sweep, Token))!;
        await Store.AssignAsync(new(sweep, 7));

        var news = (await Store.Sweeps.SearchNewsAsync(sweep, [.. fold.OpenTrials], fold.BegunAfter, Token))!;
        fold.Apply(news.Trials);

        Assert.Equal([7], news.Trials.Select(trial => trial.Number));
        Assert.Equal(Enumerable.Range(1, 7), fold.OpenTrials.Order());
    }

    [Fact]
    public async Task Grid_InNoOrder_BeginsInOneThatDoesNotFollowTheFileAndKeepsItWhenItIsExtended()
    {
        var mixed = StopSpecs.Asha with { InFileOrder = false };
        var grid = StopSpecs.Grid(12, mixed);
        var (one, other) = (await SubmitAsync(grid), await SubmitAsync(grid with { Name = "again" }));
        var steps = Steps(one);
        int[] begun = [.. await steps.ProposeAsync(5, Token)];
        Assert.Equal(begun, await Steps(other).ProposeAsync(5, Token));
        Assert.NotEqual(Enumerable.Range(1, 5), begun);

        await Store.Sweeps.ExtendAsync(one, SteeringRequest.New(), StopSpecs.Grid(40, mixed), Token);
        begun = [.. begun, .. await Steps(one).ProposeAsync(35, Token)];

        Assert.Equal(Enumerable.Range(1, 40), begun.Order());
        await RunAsync(one, slots: 40);
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(one));
    }

    [Fact]
    public async Task Waiting_InAGridWithEarlyStopping_AreTrialsThatMayBegin()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(10));
        Assert.Equal(0, (await Store.Trials.CountAsync(Token)).Waiting);

        await Steps(sweep).ProposeAsync(3, Token);

        Assert.Equal(3, (await Store.Trials.CountAsync(Token)).Waiting);
    }

    [Fact]
    public async Task Decisions_ThatTakeLong_AreMadeInSeveralCalls()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(6));
        foreach (var trial in await Steps(sweep).ProposeAsync(6, Token)) { await TrainAsync(sweep, trial); }
        var slow = new SearchSteps(sweep, Store.Sweeps, new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(2) });

        var calls = 0;
        do
        {
            await slow.ProposeAsync(0, Token);
            calls++;
        }
        while (slow.HasMore);

        Assert.Equal(7, calls);
        Assert.Equal(6, (await Store.Reader.DecisionsAsync(sweep, Token)).Count(decision => decision.Kind is DecisionKind.Hold));
    }
}
