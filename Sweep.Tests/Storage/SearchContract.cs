using Sweep.Grains.Scheduling;
using Sweep.Grains.Search;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

/// <summary>A search's decisions, and the trials that they make: the same by every store.</summary>
public abstract partial class SearchContract : StoreTests
{
    private const int Callers = 8;
    private const string Decisions = "SELECT number, kind, trial FROM search_decisions ORDER BY number";

    [Fact]
    public async Task Submit_OfASearch_StoresItsSpecAndNoTrials()
    {
        var spec = SearchSpecs.Of("tpe", trials: 7).With(search => search with
        {
            Start = [System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("x1", "0.25")],
            IsRepeatable = true,
            Lag = 3,
        });

        var sweep = await SubmitAsync(spec);

        var summary = await Store.Reader.SummaryAsync(sweep, Token);
        Assert.Equal((SweepStatus.Running, 0), (summary.Status, summary.Trials));
        Assert.Equal(sweep, Assert.Single(await Store.Reader.ListAsync(Token)).Id);
        var (stored, search) = (summary.Spec.Search!, spec.Search!);
        Assert.Equal(("tpe", 7, 3, true), (stored.Sampler, stored.Trials, stored.Lag, stored.IsRepeatable));
        Assert.Equal(search.Space, stored.Space);
        Assert.Equal(search.Start[0], stored.Start[0]);
    }

    [Fact]
    public async Task Propose_WithThreeSeeds_StoresOneDecisionAndATrialPerSeed()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 6) with { Seeds = [4, 5, 6] });

        Assert.Equal(3, (await Steps(sweep).ProposeAsync(1, Token)).Length);

        Assert.Equal(["1|Propose|1"], await Store.QueryAsync(Decisions));
        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.Equal([(1, 4), (2, 5), (3, 6)], trials.Select(trial => (trial.Id.Number, trial.Seed)));
        Assert.Single(trials.Select(trial => trial.Hyperparameters).Distinct());
        Assert.All(trials, trial => Assert.Equal(TrialStatus.Pending, trial.Status));
    }

    [Fact]
    public async Task Propose_UpToItsLimit_EndsTheSearchButNotTheSweep()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 2));
        var steps = Steps(sweep);

        Assert.Equal((2, 0), ((await steps.ProposeAsync(5, Token)).Length, (await steps.ProposeAsync(5, Token)).Length));

        Assert.Equal(["1|Propose|1", "2|Propose|2", "3|End|-"], await Store.QueryAsync(Decisions));
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        await FinishAsync(new(sweep, 1), new(TrialStatus.Completed), 1);
        Assert.False(await Store.Sweeps.CompleteAsync(sweep, Token));
        await FinishAsync(new(sweep, 2), new(TrialStatus.Completed), 2);
        Assert.True(await Store.Sweeps.CompleteAsync(sweep, Token));
    }

    [Fact]
    public async Task Complete_IfNoTrialIsOpenAndMoreMayCome_LeavesTheSweepRunning()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: null).With(search => search with { Patience = 1 }));
        var steps = Steps(sweep);
        await steps.ProposeAsync(1, Token);
        await FinishAsync(new(sweep, 1), new(TrialStatus.Completed), 1);

        Assert.False(await Store.Sweeps.CompleteAsync(sweep, Token));
        Assert.Equal(0, await Store.Sweeps.CompleteEndedAsync(Token));

        // The second one is worse, and the end of the search is the end of the sweep.
        await steps.ProposeAsync(1, Token);
        await FinishAsync(new(sweep, 2), new(TrialStatus.Completed), 2);
        Assert.Empty(await steps.ProposeAsync(1, Token));
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
        Assert.Equal(["3|End|-"], (await Store.QueryAsync(Decisions)).Skip(2));
    }

    [Fact]
    public async Task Decide_ManyActivationsAtOnce_ProposeEveryCombinationOnce()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 20));

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => Steps(sweep).ProposeAsync(20, Token), Token)));
        await Steps(sweep).ProposeAsync(20, Token);

        Assert.Equal(
            [.. Enumerable.Range(1, 20).Select(number => $"{number}|Propose|{number}"), "21|End|-"], await Store.QueryAsync(Decisions));
        Assert.Equal(Enumerable.Range(1, 20), (await Store.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Id.Number));
    }

    [Fact]
    public async Task Decide_WithTheNumberOfAnotherDecision_StoresNothing()
    {
        var spec = SearchSpecs.Of();
        var sweep = await SubmitAsync(spec);
        await Steps(sweep).ProposeAsync(1, Token);

        Assert.False(await Store.Sweeps.DecideAsync(sweep, spec, new(1, DecisionKind.End, """{"by":"space"}"""), Token));
        Assert.False(await Store.Sweeps.DecideAsync(sweep, spec, new(3, DecisionKind.End, """{"by":"space"}"""), Token));

        Assert.Equal(["1|Propose|1"], await Store.QueryAsync(Decisions));
        Assert.True(await Store.Sweeps.IsSearchingAsync(sweep, Token));
    }

    [Fact]
    public async Task Propose_ForASweepThatIsPausedOrCancelled_AddsNothing()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of());
        var steps = Steps(sweep);
        await steps.ProposeAsync(1, Token);

        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token);
        Assert.Equal((0, 0), ((await steps.ProposeAsync(1, Token)).Length, (await Steps(sweep).ProposeAsync(1, Token)).Length));
        await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token);
        Assert.Single(await steps.ProposeAsync(1, Token));
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token);
        Assert.Equal((0, 0), ((await steps.ProposeAsync(1, Token)).Length, (await Steps(sweep).ProposeAsync(1, Token)).Length));

        Assert.Equal(SweepStatus.Cancelled, await Store.StatusAsync(sweep));
        Assert.False(await Store.Sweeps.IsSearchingAsync(sweep, Token));
        Assert.Equal(2, (await Store.Reader.TrialsAsync(sweep, Token)).Count);
    }

    [Fact]
    public async Task Cancel_OfOneTrial_LeavesTheSearchGoingOn()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 3));
        var steps = Steps(sweep);
        await steps.ProposeAsync(1, Token);

        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(1), Token);

        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        Assert.Single(await steps.ProposeAsync(1, Token));
        Assert.Equal([SearchOutcome.Cancelled, SearchOutcome.Running], await OutcomesAsync(sweep));
    }

    private SearchSteps Steps(Guid sweep) => new(sweep, Store.Sweeps, TimeProvider.System);

    private async Task<Guid> SubmitAsync(SweepSpec spec)
    {
        await SearchSpecs.PublishAsync(new(Store.Session, Store.Clock), Token);
        return await Store.SubmitAsync(spec);
    }

    private async Task FinishAsync(TrialId trial, TrialOutcome outcome, double value)
    {
        var attempt = (await Store.AssignAsync(trial, $"silo-{trial.Number}")).Attempt;
        await Store.Trials.ReportAsync(trial, new(attempt, 10, 10, [new("loss", 10, value)]), Token);
        await Store.Trials.FinishAsync(trial, attempt, outcome, Token);
    }

    private async Task<SearchFold> FoldAsync(Guid sweep) => Assert.IsType<SearchFold>(await Store.Sweeps.SearchAsync(sweep, Token));

    private async Task<IEnumerable<SearchOutcome>> OutcomesAsync(Guid sweep) =>
        (await FoldAsync(sweep)).History.State.Trials.Select(combination => combination.Outcome);
}
