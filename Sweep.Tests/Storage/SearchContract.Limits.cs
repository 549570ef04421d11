using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// Budgets that are counted in the database, and results that a search must not or need not have.
public abstract partial class SearchContract
{
    [Fact]
    public async Task Search_WithABudgetOfSteps_CountsTheTotalsOfRunningTrialsAndTheStepsOfEndedOnes()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 100).With(search => search with { Steps = 100 }));
        var steps = Steps(sweep);

        // One trial may use up everything, until its total is known.
        Assert.Single(await steps.ProposeAsync(5, Token));
        var first = await BeginAsync(new(sweep, 1), total: 60);
        Assert.Single(await steps.ProposeAsync(5, Token));
        await EndAsync(new(sweep, 1), first, new(TrialStatus.Completed), step: 60);
        await EndAsync(new(sweep, 2), await BeginAsync(new(sweep, 2), total: 60), new(TrialStatus.Diverged, "NaN"), step: 10);

        // The trial that diverged has left room for another one.
        Assert.Single(await steps.ProposeAsync(5, Token));
        await EndAsync(new(sweep, 3), await BeginAsync(new(sweep, 3), total: 30), new(TrialStatus.Completed), step: 30);
        Assert.Empty(await steps.ProposeAsync(5, Token));

        Assert.Equal(new StepsReason(100, 100), await EndOfAsync(sweep));
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Search_WithABudgetOfHours_EndsWhenItsTrialsHaveTakenThem()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 100).With(search => search with { Hours = 0.02 }));
        var steps = Steps(sweep);
        for (var number = 1; number <= 2; number++)
        {
            Assert.Single(await steps.ProposeAsync(1, Token));
            var attempt = await BeginAsync(new(sweep, number), total: 10);
            Store.Clock.Advance(TimeSpan.FromSeconds(36));
            await EndAsync(new(sweep, number), attempt, new(TrialStatus.Completed), step: 10);
        }

        Assert.Empty(await steps.ProposeAsync(1, Token));
        Assert.Equal(new HoursReason(0.02, 0.02), await EndOfAsync(sweep));
    }

    [Fact]
    public async Task Search_ThatIsRepeatable_GoesOnWithoutTheResultOfATrialThatWasCancelled()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 3).With(search => search with { IsRepeatable = true, Lag = 1 }));
        Assert.Single(await Steps(sweep).ProposeAsync(2, Token));

        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(1), Token);

        Assert.Single(await Steps(sweep).ProposeAsync(2, Token));
    }

    [Fact]
    public async Task Combination_OfWhichOneTrialOrAllWereCancelled_HasNoResult()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 100) with { Seeds = [1, 2] });
        await Steps(sweep).ProposeAsync(4, Token);
        foreach (var trial in new[] { 1, 3, 4 }) { await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(trial), Token); }
        Assert.Equal([SearchOutcome.Running, SearchOutcome.Cancelled], await OutcomesAsync(sweep));

        await FinishAsync(new(sweep, 2), new(TrialStatus.Completed), 1);

        Assert.Equal([SearchOutcome.Cancelled, SearchOutcome.Cancelled], await OutcomesAsync(sweep));
    }

    [Fact]
    public async Task Retry_BetweenTheDecisionsOfTwoActivations_IsWaitedForByBoth()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 5).With(search => search with { IsRepeatable = true, Lag = 1 }));
        var (one, other) = (Steps(sweep), Steps(sweep));
        Assert.Single(await one.ProposeAsync(1, Token));
        await FinishAsync(new(sweep, 1), new(TrialStatus.Failed, "broken", IsLasting: true), 1);
        Assert.Equal((1, 0), ((await other.ProposeAsync(1, Token)).Length, (await one.ProposeAsync(1, Token)).Length));
        await Store.Sweeps.RetryAsync(sweep, SteeringRequest.New(), Token);
        await FinishAsync(new(sweep, 2), new(TrialStatus.Completed), 2);

        // Neither was told of the retry.
        Assert.Equal((0, 0), ((await one.ProposeAsync(1, Token)).Length, (await other.ProposeAsync(1, Token)).Length));
        await FinishAsync(new(sweep, 1), new(TrialStatus.Completed), 1);
        Assert.Equal((1, 0), ((await one.ProposeAsync(1, Token)).Length, (await other.ProposeAsync(1, Token)).Length));
    }

    private async Task<int> BeginAsync(TrialId trial, long total)
    {
        var attempt = (await Store.AssignAsync(trial, $"silo-{trial.Number}")).Attempt;
        await Store.Trials.ReportAsync(trial, new(attempt, 1, total, []), Token);
        return attempt;
    }

    private async Task EndAsync(TrialId trial, int attempt, TrialOutcome outcome, long step)
    {
        await Store.Trials.ReportAsync(trial, new(attempt, step, step, [new("loss", step, 1)]), Token);
        await Store.Trials.FinishAsync(trial, attempt, outcome, Token);
    }

    private async Task<EndReason?> EndOfAsync(Guid sweep) =>
        ReasonJson.Read<EndReason>((await Store.Reader.DecisionsAsync(sweep, Token))[^1].Reason);
}
