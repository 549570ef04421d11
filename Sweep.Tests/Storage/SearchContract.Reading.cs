using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

/// <summary>What readers see of a search.</summary>
public abstract partial class SearchContract
{
    [Fact]
    public async Task Decisions_OfASearch_AreInOrderWithTheirReasonsAndTimes()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 2));
        await Steps(sweep).ProposeAsync(1, Token);
        Store.Clock.Advance(TimeSpan.FromSeconds(5));
        await Steps(sweep).ProposeAsync(5, Token);

        var decisions = await Store.Reader.DecisionsAsync(sweep, Token);

        Assert.Equal(
            [(1, DecisionKind.Propose, 1), (2, DecisionKind.Propose, 2), (3, DecisionKind.End, null)],
            decisions.Select(decision => (decision.Number, decision.Kind, decision.Trial)));
        Assert.Equal(TimeSpan.FromSeconds(5), decisions[1].Time - decisions[0].Time);
        Assert.Equal(new DrawnReason("random"), ReasonJson.Read<ProposalReason>(decisions[0].Reason));
        Assert.Equal(new TrialsReason(2, 2), ReasonJson.Read<EndReason>(decisions[2].Reason));
        var (space, trial) = (TrialSpace.Of(SearchSpecs.Of()), (await Store.Reader.TrialsAsync(sweep, Token))[0]);
        Assert.Equal(space.CellOf(trial.Hyperparameters), space.FromJson(decisions[0].Cell!));
    }

    [Fact]
    public async Task Summary_OfASearch_SaysHowManyTrialsMayCome()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 2));
        Assert.Equal(2, (await Store.Reader.SummaryAsync(sweep, Token)).TrialsToCome);
        await Steps(sweep).ProposeAsync(1, Token);
        Assert.Equal(1, (await Store.Reader.SummaryAsync(sweep, Token)).TrialsToCome);
        await Steps(sweep).ProposeAsync(5, Token);
        Assert.Equal(0, (await Store.Reader.SummaryAsync(sweep, Token)).TrialsToCome);

        var open = await SubmitAsync(SearchSpecs.Of(trials: null, name: "open").With(search => search with { Patience = 5 }));
        Assert.Null((await Store.Reader.SummaryAsync(open, Token)).TrialsToCome);
        Assert.Equal(0, (await Store.Reader.SummaryAsync(await Store.SubmitAsync(TestStore.Spec()), Token)).TrialsToCome);
    }
}
