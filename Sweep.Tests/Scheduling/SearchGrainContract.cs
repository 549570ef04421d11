using Sweep.Grains.Scheduling;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

/// <summary>Searches in a real silo, with slots that only pretend to train.</summary>
public abstract partial class SearchGrainContract(SiloFixture silo) : IAsyncLifetime
{
    private readonly SiloFixture _silo = silo;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("random")]
    [InlineData("halton")]
    [InlineData("tpe")]
    [InlineData("gp")]
    [InlineData("auto")]
    public async Task Search_WhoseTrialsEndInEveryWay_HasTheTrialsItWasAskedForAndNoneTwice(string sampler)
    {
        const int Trials = 42;
        var sweep = await SubmitAsync(SearchSpecs.Of(sampler, Trials));

        // What a value of the number's remainder stands for: NaN, both infinities, a divergence, a failure, and numbers.
        static double Value(TrialAssignment assignment) => (assignment.Trial.Number % 7) switch
        {
            0 => double.NaN,
            1 => double.PositiveInfinity,
            2 => double.NegativeInfinity,
            _ => SearchSpecs.Value(assignment.Hyperparameters),
        };
        await new FunctionSlots(_silo, End, Value).TrainAsync(sweep, slots: 3, Token);

        // What cannot be trained at all is replaced as long as the search proposes.
        var trials = await _silo.Reader.TrialsAsync(sweep, Token);
        Assert.InRange(trials.Count(trial => trial.Status is not TrialStatus.Failed), Trials - 3, Trials);
        Assert.Equal(Enumerable.Range(1, trials.Count), trials.Select(trial => trial.Id.Number));
        Assert.Equal(trials.Count, trials.Select(trial => trial.Hyperparameters).Distinct().Count());
        Assert.All(trials, trial => Assert.Equal(1, trial.Attempts));
        Assert.Equal([$"Propose|{trials.Count}", "End|1"], await _silo.QueryAsync(
            "SELECT kind, count(*) FROM search_decisions GROUP BY kind ORDER BY kind DESC"));
    }

    [Fact]
    public async Task Search_ByTheGaussianProcess_FindsBetterTrialsThanItBeganWith()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of("gp", trials: 40));

        await new FunctionSlots(_silo, SearchSpecs.Value).TrainAsync(sweep, slots: 2, Token);

        var values = (await _silo.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Best!.Value.Value).ToList();
        Assert.True(values.Skip(5).Min() < values.Take(5).Min() - 0.5, string.Join(' ', values));
    }

    [Fact]
    public async Task Search_OfRepeatableTrials_DecidesTheSameOnAnyNumberOfSlots()
    {
        var logs = new List<string>();
        foreach (var slots in new[] { 1, 2, 3, 8 })
        {
            await _silo.QueryAsync("DELETE FROM search_decisions");
            var sweep = await SubmitAsync(SearchSpecs.Of("auto", Repeated).With(search => search with
            {
                IsRepeatable = true,
                Lag = 8,
                Patience = Repeated / 2,
                Steps = (Repeated * FunctionSlots.Steps) - 95,
            }));
            await new FunctionSlots(_silo, End, assignment => SearchSpecs.Value(assignment.Hyperparameters))
                .TrainAsync(sweep, slots, Token);
            logs.Add(string.Join('\n', await _silo.QueryAsync(SearchSpecs.Log)));
        }

        Assert.InRange(logs[0].Split('\n').Length, (Repeated / 2) + 1, Repeated - 8);
        Assert.Contains("|End|", logs[0].Split('\n')[^1], StringComparison.Ordinal);
        Assert.All(logs, log => Assert.Equal(logs[0], log));
    }

    [Fact]
    public async Task Slot_ThatWaitsForAResult_IsServedWhenTheTrialHasEnded()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of().With(search => search with { IsRepeatable = true, Lag = 1 }));
        var first = (await _silo.Queue.RequestAsync(new("silo", 1), Token))!;
        var waiting = _silo.Queue.RequestAsync(new("silo", 2), Token);

        await EndAsync(first);

        Assert.Equal(new TrialId(sweep, 2), (await waiting)!.Trial);
    }

    [Fact]
    public async Task Slot_BehindASearchThatWaits_GetsATrialOfTheNextSweep()
    {
        await SubmitAsync(SearchSpecs.Of().With(search => search with { IsRepeatable = true, Lag = 1 }), priority: 1);
        var grid = await SubmitGridAsync(2);
        await _silo.Queue.RequestAsync(new("silo", 1), Token);

        var second = await _silo.Queue.RequestAsync(new("silo", 2), Token);

        Assert.Equal(grid, second!.Trial.SweepId);
    }

    [Fact]
    public async Task Slots_OfASearchAndAGrid_AreSharedEqually()
    {
        var (search, grid) = (await SubmitAsync(SearchSpecs.Of(trials: 100)), await SubmitGridAsync(100));

        var served = await Task.WhenAll(Enumerable.Range(1, 8).Select(slot => _silo.Queue.RequestAsync(new("silo", slot), Token)));

        Assert.Equal(4, served.Count(one => one!.Trial.SweepId == search));
        Assert.Equal(4, served.Count(one => one!.Trial.SweepId == grid));
        Assert.Equal(4, (await _silo.Reader.TrialsAsync(search, Token)).Count);
    }

    [Fact]
    public async Task Search_WhoseSamplerThrows_KeepsNoOtherSweepWaiting()
    {
        var name = $"broken-{Guid.NewGuid():n}";
        Samplers.Add(name, () => new BrokenSampler());
        await SubmitAsync(SearchSpecs.Of(name), priority: 1);
        var grid = await SubmitGridAsync(2);

        Assert.Equal(grid, (await _silo.Queue.RequestAsync(new("silo", 1), Token))!.Trial.SweepId);
        Assert.Equal(grid, (await _silo.Queue.RequestAsync(new("silo", 2), Token))!.Trial.SweepId);
    }

    [Fact]
    public async Task Search_WhoseFailedTrialIsRetried_WaitsForItAgain()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 3).With(search => search with { IsRepeatable = true, Lag = 1 }));
        await EndAsync((await _silo.Queue.RequestAsync(new("silo", 1), Token))!, new(TrialStatus.Failed, "broken", IsLasting: true));
        var second = (await _silo.Queue.RequestAsync(new("silo", 1), Token))!;
        Assert.Equal(1, await _silo.Grains.GetGrain<ISweepGrain>(sweep).RetryAsync(SteeringRequest.New(), Token));
        await EndAsync(second);

        var again = (await _silo.Queue.RequestAsync(new("silo", 1), Token))!;
        Assert.Equal((1, 2), (again.Trial.Number, again.Attempt));
        var waiting = _silo.Queue.RequestAsync(new("silo", 2), Token);
        await EndAsync(again);

        Assert.Equal(3, (await waiting)!.Trial.Number);
    }

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _silo.DisposeAsync();
    }

    /// <summary>The trials of the search that is repeated.</summary>
    protected virtual int Repeated => 60;

    private async Task<Guid> SubmitAsync(SweepSpec spec, int priority = 0)
    {
        await SearchSpecs.PublishAsync(_silo.Trainables, Token);
        var id = Guid.NewGuid();
        await _silo.Grains.GetGrain<ISweepGrain>(id).SubmitAsync(spec, priority, cancellationToken: Token);
        return id;
    }

    private async Task<Guid> SubmitGridAsync(int trials)
    {
        var id = Guid.NewGuid();
        await _silo.Grains.GetGrain<ISweepGrain>(id).SubmitAsync(TestStore.Spec(trials), cancellationToken: Token);
        return id;
    }

    /// <summary>Some trials diverge, some fail, and the others complete.</summary>
    private static TrialOutcome End(TrialAssignment assignment) => (assignment.Trial.Number % 7) switch
    {
        3 => new(TrialStatus.Diverged, "it left the range"),
        4 => new(TrialStatus.Failed, "it is broken", IsLasting: true),
        _ => new(TrialStatus.Completed),
    };

    private async Task EndAsync(TrialAssignment assignment, TrialOutcome? outcome = null)
    {
        var trial = _silo.Grains.GetGrain<ITrialGrain>(assignment.Trial.ToString());
        await trial.ReportAsync(new(assignment.Attempt, 1, 1, [new("loss", 1, 1)]), Token);
        await trial.FinishAsync(assignment.Attempt, outcome ?? new(TrialStatus.Completed), Token);
    }
}
