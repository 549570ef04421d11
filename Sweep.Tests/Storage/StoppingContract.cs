using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

/// <summary>Sweeps whose trials are held, go on or end early: the same by every store.</summary>
public abstract partial class StoppingContract : StoreTests
{
    private const string Kinds = "SELECT number, kind, trial, level FROM search_decisions ORDER BY number";

    [Fact]
    public async Task Grid_OfFourOnOneSlot_HoldsPromotesAndEnds()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));

        await RunAsync(sweep, slots: 1);

        // The losses order them as their numbers do at epochs 2 and 4.
        Assert.Equal(
            [
                "1|Propose|1|2", "2|Hold|1|2", "3|Propose|2|2", "4|Hold|2|2", "5|Promote|1|4", "6|Hold|1|4",
            ],
            (await Store.QueryAsync(Kinds)).Take(6));
        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.Equal(1, trials.Count(trial => trial.Status is TrialStatus.Completed));
        Assert.Equal(3, trials.Count(trial => trial.Status is TrialStatus.Pruned));
        Assert.Equal([2L, 4, 8], trials.Single(trial => trial.Status is TrialStatus.Completed).Rungs.Select(rung => rung.Level));
        Assert.All(trials.Where(trial => trial.IsStopped), trial => Assert.Equal(trial.Until, trial.Rungs[^1].Level));
        Assert.EndsWith("|Prune|-|-", (await Store.QueryAsync(Kinds))[^1], StringComparison.Ordinal);
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Grid_OfSixteen_KeepsTheInvariantsOfPromotion()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(16));

        await RunAsync(sweep, slots: 3);

        var decisions = await Store.Reader.DecisionsAsync(sweep, Token);
        var promotions = decisions.Where(decision => decision.Kind is DecisionKind.Promote).ToList();
        Assert.Equal(promotions.Count, promotions.Select(promotion => (promotion.Trial, promotion.Level)).Distinct().Count());
        Assert.All(promotions, promotion =>
        {
            var reason = ReasonJson.Read<PromotionReason>(promotion.Reason)!;
            Assert.InRange(reason.Standing.Rank, 1, reason.Standing.Of / 2);
        });
        foreach (var level in new[] { 2, 4 })
        {
            var reached = decisions.Count(decision => decision.Kind is DecisionKind.Hold && decision.Level == level);
            var left = promotions.Count(promotion => ReasonJson.Read<PromotionReason>(promotion.Reason)!.Standing.Level == level);
            Assert.InRange(left, reached / 2, reached);
        }
    }

    [Fact]
    public async Task Promotion_OfATrial_ContinuesAtItsCheckpointUntilTheNextRung()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2));
        var steps = Steps(sweep);
        await TrainAsync(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        await TrainAsync(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        var promoted = Assert.Single(await steps.ProposeAsync(1, Token));

        var assignment = await Store.AssignAsync(new(sweep, promoted));

        Assert.Equal((4, 20, 2), (assignment.Until, assignment.Checkpoint!.Step, assignment.Attempt));
        var row = await Store.QueryAsync($"SELECT status, until FROM trials WHERE number = {promoted}");
        Assert.Equal("Running|4", Assert.Single(row));
    }

    [Theory]
    [InlineData("grid")]
    [InlineData("random")]
    [InlineData("tpe")]
    public async Task Log_OfASearchThatForgetsAllAfterEachDecision_IsTheSame(string sampler)
    {
        var spec = sampler == "grid" ? StopSpecs.Grid(12) : StopSpecs.Search(16, sampler);
        var (one, other) = (await SubmitAsync(spec), await SubmitAsync(spec with { Name = "again" }));

        await RunAsync(one, slots: 2);
        await RunAsync(other, slots: 2, remembers: false);

        Assert.Equal(await LogAsync(one), await LogAsync(other));
    }

    [Theory]
    [InlineData("grid")]
    [InlineData("tpe")]
    public async Task Log_OfARepeatableSweep_DoesNotDependOnTheSlotsOrOnTheOrderOfResults(string sampler)
    {
        var spec = sampler == "grid"
            ? StopSpecs.Grid(12, StopSpecs.Asha with { IsRepeatable = true, Lag = 4 })
            : StopSpecs.Search(20, sampler).With(search => search with { IsRepeatable = true, Lag = 4 });
        List<Guid> sweeps = [];
        foreach (var index in Enumerable.Range(1, 4)) { sweeps.Add(await SubmitAsync(spec with { Name = $"s{index}" })); }

        await RunAsync(sweeps[0], slots: 1);
        await RunAsync(sweeps[1], slots: 3);
        await RunAsync(sweeps[2], slots: 8, seed: 5);
        await RunAsync(sweeps[3], slots: 8, seed: 7, remembers: false);

        var log = await LogAsync(sweeps[0]);
        Assert.Contains(log, line => line.Contains("Promote", StringComparison.Ordinal));
        foreach (var sweep in sweeps) { Assert.Equal(log, await LogAsync(sweep)); }
    }

    [Fact]
    public async Task Decide_ManyActivationsAtOnce_PromoteEachTrialOnce()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(8));
        var all = await Steps(sweep).ProposeAsync(8, Token);
        foreach (var trial in all) { await TrainAsync(sweep, trial); }

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Steps(sweep).ProposeAsync(8, Token), Token)));

        var promoted = (await Store.Reader.DecisionsAsync(sweep, Token)).Where(decision => decision.Kind is DecisionKind.Promote).ToList();
        Assert.Equal(4, promoted.Select(decision => decision.Trial).Distinct().Count());
        Assert.Equal(4, promoted.Count);
        Assert.Equal(4, (await Store.Reader.TrialsAsync(sweep, Token)).Count(trial => trial.Status is TrialStatus.Pending));
    }

    [Fact]
    public async Task Cancel_OfAHeldTrial_TakesItOutOfItsRung()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));
        var steps = Steps(sweep);
        foreach (var trial in await steps.ProposeAsync(4, Token)) { await TrainAsync(sweep, trial); }
        await steps.ProposeAsync(0, Token);
        var best = (await Store.Reader.TrialsAsync(sweep, Token)).MinBy(trial => trial.Best!.Value.Value)!.Id.Number;

        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(best), Token);
        var promoted = await steps.ProposeAsync(1, Token);

        Assert.DoesNotContain(best, promoted);
        await RunAsync(sweep, slots: 1);
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Divergence_OfATrial_CountsAsTheWorstAtItsRung()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2));
        var steps = Steps(sweep);
        await TrainAsync(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        var second = new TrialId(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        var assignment = await Store.AssignAsync(second);
        await Store.Trials.FinishAsync(second, assignment.Attempt, new(TrialStatus.Diverged, "NaN"), Token);

        // One of two may go on.
        Assert.Equal([1], await steps.ProposeAsync(1, Token));
        var reason = ReasonJson.Read<PromotionReason>((await Store.Reader.DecisionsAsync(sweep, Token))[^1].Reason)!;
        Assert.Equal((1, 2), (reason.Standing.Rank, reason.Standing.Of));
    }

    [Fact]
    public async Task Seeds_OfACombination_AreHeldAndPromotedTogether()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2, null, 1, 2));
        var steps = Steps(sweep);
        var trials = await steps.ProposeAsync(4, Token);
        Assert.Equal([1, 3, 2, 4], trials);
        await TrainAsync(sweep, 1);
        await TrainAsync(sweep, 2);
        await TrainAsync(sweep, 3);
        Assert.Empty(await steps.ProposeAsync(1, Token));

        await TrainAsync(sweep, 4);

        var promoted = await steps.ProposeAsync(1, Token);
        Assert.Equal(2, promoted.Length);
        Assert.Equal(2, promoted[1] - promoted[0]);
    }
}

public sealed class SqliteStoppingTests : StoppingContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresStoppingTests : StoppingContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
