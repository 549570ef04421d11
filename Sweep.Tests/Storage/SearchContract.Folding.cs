using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Cluster;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// What a search knows of its rows.
public abstract partial class SearchContract
{
    [Fact]
    public async Task Fold_OfTrialsThatEndedInEveryWay_HasTheirOutcomesAndValues()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 100, goal: Goal.Maximize) with { Seeds = [1, 2] });
        await Steps(sweep).ProposeAsync(10, Token);
        await FinishAsync(new(sweep, 1), new(TrialStatus.Completed), 3);
        await FinishAsync(new(sweep, 2), new(TrialStatus.Completed), 4);
        await FinishAsync(new(sweep, 3), new(TrialStatus.Completed), 5);
        await FinishAsync(new(sweep, 4), new(TrialStatus.Diverged, "NaN"), 6);
        await FinishAsync(new(sweep, 5), new(TrialStatus.Failed, "broken", IsLasting: true), 7);
        await FinishAsync(new(sweep, 6), new(TrialStatus.Completed), 8);
        await FinishAsync(new(sweep, 7), new(TrialStatus.Completed), double.NaN);
        await FinishAsync(new(sweep, 8), new(TrialStatus.Completed), 1);
        await FinishAsync(new(sweep, 9), new(TrialStatus.Completed), 1);

        var fold = await FoldAsync(sweep);

        var combinations = fold.History.State.Trials;
        Assert.Equal(
            [SearchOutcome.Completed, SearchOutcome.Diverged, SearchOutcome.Refused, SearchOutcome.Completed, SearchOutcome.Running],
            combinations.Select(combination => combination.Outcome));
        Assert.Equal(-3.5, combinations[0].Value);
        Assert.Equal((true, false), (combinations[3].IsDiverged, combinations[3].HasValue));
        Assert.Equal([5, 6, 9, 10], fold.OpenTrials);
        Assert.Equal(20, fold.History.Costs[0].Steps);
    }

    [Fact]
    public async Task Propose_AfterAnotherActivationAndNewResults_ProposesAsOneThatReadsAll()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of("tpe", trials: null).With(search => search with { Patience = 1000 }));
        var steps = Steps(sweep);
        for (var number = 1; number <= 30; number++)
        {
            await (number % 3 == 0 ? Steps(sweep) : steps).ProposeAsync(1, Token);
            await FinishAsync(new(sweep, number), new(TrialStatus.Completed), Math.Cos(number));
        }

        // A decision is a function of the rows, so a search that remembers and one that does not make the same one.
        var fold = await FoldAsync(sweep);
        var expected = new Searcher(Samplers.Create("tpe")).Propose(fold.History.State)!;
        await steps.ProposeAsync(1, Token);

        var cells = (await FoldAsync(sweep)).History.State.Trials;
        Assert.Equal((31, expected.Cell), (cells.Count, cells[^1].Cell));
    }

    [Fact]
    public async Task Fold_OfTenThousandTrials_IsQuick()
    {
        var sweep = await TenThousandAsync();

        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        var fold = await FoldAsync(sweep);
        var all = clock.GetElapsedTime(begun);
        begun = clock.GetTimestamp();
        await Store.Sweeps.SearchNewsAsync(sweep, [], null, Token);

        Measured.Say("folding 10,000 trials", TimeSpan.FromSeconds(1), [all]);
        Measured.Say("news of a search of 10,000 trials", TimeSpan.FromMilliseconds(20), [clock.GetElapsedTime(begun)]);
        Assert.Equal(10_000, fold.History.State.Trials.Count);
        Assert.Empty(fold.OpenTrials);
    }

    /// <summary>A search with as many trials that have ended.</summary>
    private async Task<Guid> TenThousandAsync()
    {
        var spec = SearchSpecs.Of(trials: 20_000);
        var (sweep, space) = (await SubmitAsync(spec), TrialSpace.Of(spec));
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        foreach (var number in Enumerable.Range(1, 10_000))
        {
            var cell = space.ToJson(space.Space.Draw(1, number));
            db.SearchDecisions.Add(new()
            {
                SweepId = sweep,
                Number = number,
                Kind = DecisionKind.Propose,
                Trial = number,
                Cell = cell,
                Reason = """{"by":"drawn"}""",
                Time = TestStore.Start,
            });
            db.Trials.Add(new()
            {
                SweepId = sweep,
                Number = number,
                Hyperparameters = cell,
                CellHash = $"{number}",
                Seed = 1,
                BestValue = number,
                BestStep = 1,
            });
        }

        await db.SaveChangesAsync(Token);
        await Store.QueryAsync("UPDATE trials SET status = 'Completed'");
        return sweep;
    }
}
