using Microsoft.Extensions.Time.Testing;
using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Client;

public sealed class FollowerTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly FakeSource _source = new() { Status = SweepStatus.Running };
    private readonly List<FollowSnapshot> _shown = [];

    [Fact]
    public async Task RunAsync_LooksAgainAfterThePauseAndStopsAtTheEnd()
    {
        _source.Trials.Add(Some.Trial(1));
        _source.Log.Add((1, new("train/loss", 1, 7)));
        var following = RunAsync(MetricCursor.Beginning);
        Assert.Single(_shown);

        _source.Log.Add((1, new("train/loss", 2, 6)));
        _source.Status = SweepStatus.Completed;
        _source.Trials[0] = Some.Trial(1, TrialStatus.Completed);
        _time.Advance(Follower.Pause);
        var end = await following;

        Assert.Equal(2, _shown.Count);
        Assert.Equal([1L], _shown[0].Points.Select(entry => entry.Point.Step));
        Assert.Equal([2L], _shown[1].Points.Select(entry => entry.Point.Step));
        Assert.Same(_shown[1], end);
    }

    [Fact]
    public async Task RunAsync_FromTheEndOfTheLog_ShowsNoOldPoints()
    {
        _source.Log.AddRange(Enumerable.Range(1, 5_001).Select(step => (1, new MetricPoint("train/loss", step, 1))));
        _source.Status = SweepStatus.Paused;
        var end = await new Follower(_source, _time, 1).EndAsync(Some.SweepId, TestContext.Current.CancellationToken);

        await RunAsync(end);

        Assert.Equal(5_001, end.Of(1));
        Assert.Empty(Assert.Single(_shown).Points);
    }

    private Task<FollowSnapshot> RunAsync(MetricCursor cursor) =>
        new Follower(_source, _time, 1).RunAsync(Some.SweepId, cursor, new View(_shown), TestContext.Current.CancellationToken);

    private sealed class View(List<FollowSnapshot> shown) : IFollowView
    {
        public void Show(FollowSnapshot snapshot) => shown.Add(snapshot);
    }
}
