using System.Globalization;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

/// <summary>Sweeps whose longest trials begin first.</summary>
public abstract partial class TrialDispatcherContract
{
    private SweepStore Costed => new(Store.Session, Store.Clock, new WidthCosts());

    [Fact]
    public async Task Dispatch_GridWithCosts_BeginsWithTheLongestAndGivesEachTrialOnce()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: TrialDispatcher.ReadAhead + 44));
        var dispatcher = new TrialDispatcher(Store.Trials);

        var first = await ServeAsync(dispatcher, Enumerable.Range(1, 150));
        var second = await ServeAsync(dispatcher, Enumerable.Range(151, 150));

        Assert.Equal(
            Enumerable.Range(1, 300).Reverse().Select(number => (new TrialId(sweep, number), 1)), first.Concat(second));
    }

    [Fact]
    public async Task Dispatch_GridThatWantsItsFilesOrder_BeginsWithTheFirst()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 3) with { InFileOrder = true });

        var answers = await ServeAsync(new TrialDispatcher(Store.Trials), [1, 2, 3]);

        Assert.Equal(Enumerable.Range(1, 3).Select(number => (new TrialId(sweep, number), 1)), answers);
    }

    [Fact]
    public async Task Dispatch_TrialsThatTookOtherTimesThanEstimated_AreOrderedByTheirTimes()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 5));

        // Two take 10 s per unit. The one of cost 1 takes 300 s, so another one of cost 1 is likely to take as long; that of cost 3, 30 s.
        await Store.QueryAsync("UPDATE trials SET status = 'Completed', seconds = 10 * cost WHERE number IN (4, 5)");
        await Store.QueryAsync("UPDATE trials SET status = 'Completed', seconds = 300 WHERE number = 1");
        await Store.QueryAsync("UPDATE trials SET cost = 1 WHERE number = 2");

        var answers = await ServeAsync(new TrialDispatcher(Store.Trials), [1, 2]);

        Assert.Equal([(new(sweep, 2), 1), (new TrialId(sweep, 3), 1)], answers);
    }

    [Fact]
    public async Task Dispatch_TrialThatWaitsAgain_IsHandedOutAgain()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 4));
        var dispatcher = new TrialDispatcher(Store.Trials);
        await ServeAsync(dispatcher, [1, 2]);

        await Store.Trials.HandBackAsync(new(sweep, 4), 1, reason: null, Token);
        dispatcher.Pending.MarkStale();

        Assert.Equal([(new(sweep, 4), 2), (new TrialId(sweep, 2), 1)], await ServeAsync(dispatcher, [3, 4]));
    }

    [Fact]
    public async Task Propose_RandomSearchWithCosts_LooksAheadAndBeginsWithTheLongest()
    {
        var dispatcher = await SearchAsync();

        var first = await ServeAsync(dispatcher, [1]);
        var costs = await Store.QueryAsync("SELECT number FROM trials ORDER BY cost DESC, number");

        Assert.Equal(16, costs.Count);
        Assert.Equal(costs[0], first[0].Trial.Number.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(
            costs.Skip(1), (await ServeAsync(dispatcher, Enumerable.Range(2, 15))).Select(
                answer => answer.Trial.Number.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Propose_WhileTrialsOfTheSamePassAreNotYetAssigned_GivesEachOnce()
    {
        var dispatcher = await SearchAsync();

        var first = await ServeAsync(dispatcher, [1]);
        var others = await ServeAsync(dispatcher, Enumerable.Range(2, 30));

        Assert.Equal(31, first.Concat(others).Select(answer => answer.Trial).Distinct().Count());
    }

    [Fact]
    public async Task Extend_SweepWithCosts_PutsTheNewTrialsIntoTheirPlaces()
    {
        var sweep = await SubmitAsync(TestStore.Spec(trials: 2));
        await Costed.ExtendAsync(sweep, SteeringRequest.New(), TestStore.Spec(trials: 4), Token);

        var answers = await ServeAsync(new TrialDispatcher(Store.Trials), [1, 2, 3, 4]);

        Assert.Equal([4, 3, 2, 1], answers.Select(answer => answer.Trial.Number));
    }

    /// <summary>A queue over a random search of 40 trials.</summary>
    private async Task<TrialDispatcher> SearchAsync()
    {
        await StopSpecs.PublishAsync(new(Store.Session, Store.Clock), Token);
        var sweep = await SubmitAsync(StopSpecs.Search(trials: 40) with { Stop = null });
        var steps = new SearchSteps(sweep, Costed, TimeProvider.System);
        return new(Store.Trials, searches: new((_, wanted) => steps.ProposeAsync(wanted, Token), () => { }, (_, _) => { }, Store.Clock));
    }

    private async Task<Guid> SubmitAsync(SweepSpec spec)
    {
        var id = Guid.NewGuid();
        Assert.True(await Costed.SubmitAsync(id, spec, priority: 0, Token));
        return id;
    }

    /// <summary>A trial costs as much as its recurrent layer is wide, or as its x.</summary>
    private sealed class WidthCosts : ITrialCosts
    {
        public Task<double?[]> EstimateAsync(
            TrainableId trainable, IEnumerable<Hyperparameters> trials, CancellationToken cancellationToken) =>
            Task.FromResult(trials.Select(trial => (double?)WidthOf(trial)).ToArray());

        private static double WidthOf(Hyperparameters trial) =>
            double.Parse(trial.Text(trial.Names.Contains("x") ? "x" : "rnn_size"), CultureInfo.InvariantCulture);
    }
}
