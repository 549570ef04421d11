using Sweep.Grains;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// What persons do to a sweep with early stopping, and trials that are judged while they train.
public abstract partial class StoppingContract
{
    [Fact]
    public async Task Pause_OfATrialThatComesToItsRung_WaitsForAPerson()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2));
        var steps = Steps(sweep);
        TrialId first = new(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        var assignment = await Store.AssignAsync(first);
        await Store.Trials.ReportAsync(first, StopSpecs.Report(assignment, 2), Token);
        await Store.RequestPauseAsync(first);

        Assert.Equal(TrialStatus.Paused, await Store.Trials.HoldAsync(first, assignment.Attempt, Token));
        await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(1), Token);
        await TrainAsync(sweep, 1);

        await steps.ProposeAsync(0, Token);
        Assert.Equal(["1|Propose|1|2", "2|Hold|1|2"], await Store.QueryAsync(Kinds));
    }

    [Fact]
    public async Task Extend_OfAnEndedSearch_LetsPrunedTrialsWaitAgain()
    {
        var sweep = await SubmitAsync(StopSpecs.Search(4));
        await RunAsync(sweep, slots: 1);
        var before = await LogAsync(sweep);

        await Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Trials: 8), Token);

        Assert.Equal(3, (await Store.Reader.TrialsAsync(sweep, Token)).Count(trial => trial.Status is TrialStatus.Held));
        await RunAsync(sweep, slots: 1);
        var after = await LogAsync(sweep);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal(12, (await Store.Reader.TrialsAsync(sweep, Token)).Count);
        Assert.Contains(
            after.Skip(before.Count), line => line.Split('|') is [_, "Promote", var trial, ..] && int.Parse(trial, null) <= 4);
    }

    [Fact]
    public async Task Extend_OfAGridByFurtherCombinations_BeginsThemOneAfterTheOther()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));
        await RunAsync(sweep, slots: 1);

        Assert.Equal(4, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), StopSpecs.Grid(8), Token));
        await RunAsync(sweep, slots: 2);

        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.Equal((8, 0), (trials.Count, trials.Count(trial => !trial.Status.IsFinal())));
        Assert.Equal(8, (await Store.Reader.DecisionsAsync(sweep, Token)).Count(decision => decision.Kind is DecisionKind.Propose));
    }

    [Theory]
    [InlineData("grid")]
    [InlineData("search")]
    public async Task Extend_OfTheTotal_LetsTheBestOfThoseThatHadEndedGoOn(string kind)
    {
        var sweep = await SubmitAsync(kind == "grid" ? StopSpecs.Grid(8) : StopSpecs.Search(8));
        await RunAsync(sweep, slots: 2);
        var ended = (await Store.Reader.TrialsAsync(sweep, Token)).Where(trial => trial.Status is TrialStatus.Completed).ToList();

        await Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Resource: 16), Token);
        await RunAsync(sweep, slots: 2, remembers: false);

        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        var longest = trials.Where(trial => trial.Step == 16 * StopSpecs.StepsPerEpoch).ToList();
        Assert.All(longest, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
        Assert.InRange(longest.Count, 1, ended.Count);
        Assert.Contains(longest[0].Id, ended.Select(trial => trial.Id));
        Assert.All(trials, trial => Assert.Equal(16L, trial.Hyperparameters["epochs"]));
        Assert.Empty(await Store.QueryAsync("SELECT trial FROM metrics GROUP BY trial, metric, step HAVING COUNT(*) > 1"));
    }

    [Fact]
    public async Task Extend_OfTheTotalOfASweepThatTrains_IsRefused()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2));

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Resource: 16), Token));

        Assert.Contains("has not ended", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_OfATrialOfAnEndedSweep_TrainsToItsRungAndEndsAgain()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));
        var steps = Steps(sweep);
        var failed = new TrialId(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        var assignment = await Store.AssignAsync(failed);
        await Store.Trials.FinishAsync(failed, assignment.Attempt, new(TrialStatus.Failed, "broken", IsLasting: true), Token);
        await RunAsync(sweep, slots: 1);

        Assert.Equal(1, await Store.Sweeps.RetryAsync(sweep, SteeringRequest.New(), Token));
        await RunAsync(sweep, slots: 1, remembers: false);

        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.All(trials, trial => Assert.True(trial.Status is TrialStatus.Completed or TrialStatus.Pruned));
    }

    [Fact]
    public async Task Guard_WhoseRanksLie_LetsLaterTrialsTrainPastTheirFirstRungs()
    {
        // No rank correlation is above 1, so as soon as eight trials have ended no rung is trusted.
        var sweep = await SubmitAsync(StopSpecs.Grid(40, StopSpecs.Asha with { Guard = 1 }));

        await RunAsync(sweep, slots: 1);

        var proposals = (await Store.Reader.DecisionsAsync(sweep, Token)).Where(one => one.Kind is DecisionKind.Propose).ToList();
        Assert.Equal(2, proposals[0].Level);
        Assert.Equal(StopSpecs.Epochs, proposals[^1].Level);
    }

    [Fact]
    public async Task Median_OfAGrid_EndsTrialsThatAreWorseThanHalf()
    {
        var stop = new StopSpec(StopKind.Median) { Trials = 3, From = 1, Every = 1, Rungs = [1, 2, 3, 4, 5, 6, 7, 8] };
        var sweep = await SubmitAsync(StopSpecs.Grid(8, stop));

        await RunJudgedAsync(sweep, 8);

        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.All(trials.Take(3), trial => Assert.Equal(TrialStatus.Completed, trial.Status));
        var pruned = trials.Where(trial => trial.Status is TrialStatus.Pruned).ToList();
        Assert.NotEmpty(pruned);
        Assert.All(pruned, trial => Assert.True(trial.Step < StopSpecs.Epochs * StopSpecs.StepsPerEpoch));
        var decisions = await Store.Reader.DecisionsAsync(sweep, Token);
        Assert.Equal(pruned.Select(trial => trial.Id.Number), decisions.Select(decision => decision.Trial!.Value));
        Assert.All(decisions, decision =>
        {
            var reason = ReasonJson.Read<MedianReason>(decision.Reason)!;
            Assert.True(reason.Best > reason.Median);
        });
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
        Assert.Equal(["Pruned"], await Store.QueryAsync("SELECT DISTINCT outcome FROM attempts WHERE outcome <> 'Completed'"));
    }

    [Fact]
    public async Task AshaThatEndsTrials_LetsTheBestHalfOfEachRungGoOn()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(8, StopSpecs.Asha with { Ends = true }));

        await RunJudgedAsync(sweep, 8);

        var decisions = await Store.Reader.DecisionsAsync(sweep, Token);
        Assert.Equal((1, DecisionKind.Promote, 4), (decisions[0].Trial, decisions[0].Kind, decisions[0].Level));
        Assert.All(decisions, decision =>
        {
            var standing = ReasonJson.Read<RankReason>(decision.Reason)!.Standing;
            Assert.Equal(standing.Rank <= (standing.Of + 1) / 2, decision.Kind is DecisionKind.Promote);
        });
        var pruned = (await Store.Reader.TrialsAsync(sweep, Token)).Where(trial => trial.Status is TrialStatus.Pruned);
        Assert.Equal(
            decisions.Where(decision => decision.Kind is DecisionKind.Prune).Select(decision => decision.Trial!.Value),
            pruned.Select(trial => trial.Id.Number));
    }

    /// <summary>Trains the trials of a grid one after the other. Each is judged at the levels that it passes.</summary>
    private async Task RunJudgedAsync(Guid sweep, int trials)
    {
        for (var number = 1; number <= trials; number++)
        {
            var trial = await Store.AssignAsync(new(sweep, number));
            Assert.Null(trial.Until);
            var decision = TrialDecision.Continue;
            for (var epoch = 1; epoch <= StopSpecs.Epochs && decision is TrialDecision.Continue; epoch++)
            {
                (decision, var isJudged) = await Store.Trials.StoreAsync(trial.Trial, StopSpecs.Report(trial, epoch), Token);
                if (isJudged) { await Steps(sweep).ProposeAsync(0, Token); }
            }

            if (decision is TrialDecision.Continue)
            {
                await Store.Trials.FinishAsync(trial.Trial, trial.Attempt, new(TrialStatus.Completed), Token);
            }

            await Store.Sweeps.CompleteAsync(sweep, Token);
        }
    }
}
