using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// What people are told of a search that waits.
public abstract partial class SearchContract
{
    [Fact]
    public async Task Propose_ByASamplerThatThrows_SaysWhyUntilTheSearchDecidesAgain()
    {
        var name = $"broken-{Guid.NewGuid():n}";
        var isBroken = true;
        Samplers.Add(name, () => isBroken ? throw new InvalidOperationException("It is broken.") : new RandomSampler());
        var (sweep, other) = (await SubmitAsync(SearchSpecs.Of(name)), await SubmitAsync(SearchSpecs.Of()));
        var steps = Steps(sweep);

        await Assert.ThrowsAsync<InvalidOperationException>(() => steps.ProposeAsync(1, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => steps.ProposeAsync(1, Token));
        Assert.Equal("cannot propose a trial, and tries again every few seconds: It is broken.", await ObstacleAsync(sweep));
        Assert.Null(await ObstacleAsync(other));
        Assert.Equal(["It is broken."], await Store.QueryAsync("SELECT text FROM events WHERE kind = 'NotProposed'"));

        isBroken = false;
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await steps.ProposeAsync(1, Token);
        Assert.Null(await ObstacleAsync(sweep));
    }

    [Fact]
    public async Task Search_ThatNeedsTheResultOfAPausedTrial_SaysWhich()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 8).With(search => search with { IsRepeatable = true, Lag = 2 }));
        Assert.Equal(2, (await Steps(sweep).ProposeAsync(3, Token)).Length);
        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(2), Token);

        // The third needs the first, which is not paused.
        Assert.Null(await ObstacleAsync(sweep));
        await FinishAsync(new(sweep, 1), new(TrialStatus.Completed), 1);
        Assert.Single(await Steps(sweep).ProposeAsync(3, Token));

        Assert.Equal("waits for the result of trial 2, which is paused", await ObstacleAsync(sweep));
        await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(2), Token);
        Assert.Null(await ObstacleAsync(sweep));
    }

    private async Task<string?> ObstacleAsync(Guid sweep)
    {
        var listed = (await Store.Reader.ListAsync(Token)).Single(one => one.Id == sweep).Obstacle;
        Assert.Equal(listed, (await Store.Reader.SummaryAsync(sweep, Token)).Obstacle);
        return listed;
    }
}
