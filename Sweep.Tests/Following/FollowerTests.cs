using Microsoft.Extensions.Time.Testing;
using Sweep.Client.Following;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Backends;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Following;

public sealed class FollowerTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly FakeSource _source = new() { Status = SweepStatus.Running };
    private readonly List<FollowSnapshot> _shown = [];
    private readonly List<string> _said = [];

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

    [Fact]
    public async Task RunAsync_DatabaseAwayForAWhile_SaysSoOnceAndGoesOnFromWhereItWas()
    {
        _source.Trials.Add(Some.Trial(1));
        _source.Log.Add((1, new("train/loss", 1, 7)));
        var following = RunAsync(MetricCursor.Beginning);
        _source.OnFind = _ => throw new SherlockException("The server is gone.", SherlockException.OutOfReach, passes: true);
        foreach (var pause in new[] { 0.5, 0.5, 1, 2, 4, 5, 5 }) { _time.Advance(TimeSpan.FromSeconds(pause)); }
        Assert.Equal(8, _source.Finds);
        Assert.Equal(["The server is gone."], _said);

        _source.OnFind = _ => { };
        _source.Log.Add((1, new("train/loss", 2, 6)));
        _source.Status = SweepStatus.Completed;
        _time.Advance(Follower.LongestPause);
        await following;

        Assert.Equal(["The server is gone.", "back"], _said);
        Assert.Equal([2L], _shown[^1].Points.Select(entry => entry.Point.Step));
    }

    [Fact]
    public async Task RunAsync_ErrorThatWaitingDoesNotHelp_EndsIt()
    {
        _source.OnFind = _ => throw new SherlockException("The password is wrong.", SherlockException.OutOfReach);

        var error = await Assert.ThrowsAsync<SherlockException>(() => RunAsync(MetricCursor.Beginning));

        Assert.Equal("The password is wrong.", error.Message);
    }

    [Fact]
    public async Task RunAsync_LookThatTakesLong_RestsTwiceAsLong()
    {
        _source.OnFind = finds => _time.Advance(TimeSpan.FromSeconds(finds == 1 ? 3 : 0));
        var following = RunAsync(MetricCursor.Beginning);

        _time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.Equal(1, _source.Finds);
        _source.Status = SweepStatus.Completed;
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await following;

        Assert.Equal(2, _source.Finds);
    }

    [Fact]
    public async Task RunAsync_ProcessStoppedForMinutesInALook_LooksAgainSoonAfterIt()
    {
        _source.OnFind = finds => _time.Advance(TimeSpan.FromSeconds(finds == 1 ? 200 : 0));
        var following = RunAsync(MetricCursor.Beginning);

        _source.Status = SweepStatus.Completed;
        _time.Advance(Follower.LongestRest);
        await following;

        Assert.Equal(2, _source.Finds);
    }

    [Fact]
    public async Task RunAsync_LookThatTakesAFifthOfASecond_RestsNoLonger()
    {
        _source.OnFind = finds => _time.Advance(TimeSpan.FromSeconds(finds == 1 ? 0.2 : 0));
        var following = RunAsync(MetricCursor.Beginning);

        _source.Status = SweepStatus.Completed;
        _time.Advance(TimeSpan.FromSeconds(0.5));
        await following;

        Assert.Equal(2, _shown.Count);
    }

    [Fact]
    public async Task RunAsync_TwoThousandTrials_ReadsThemAllOnceAndThenOnlyWhatRuns()
    {
        _source.Trials.AddRange(
            Enumerable.Range(1, 2_000).Select(number => Some.Trial(number, number <= 4 ? TrialStatus.Running : TrialStatus.Pending)));
        var following = RunAsync(MetricCursor.Beginning);
        _source.Trials[0] = Some.Trial(1, TrialStatus.Completed);
        _source.Trials[4] = Some.Trial(5).At(100, 1_000, rate: 10);
        _time.Advance(Follower.Pause);

        Assert.Equal([2_000, 5], _source.RowsRead);
        Assert.Equal(_source.Trials, _shown[1].Trials);

        // One that began and ended between two looks.
        _source.Trials[9] = Some.Trial(10, TrialStatus.Completed);
        _time.Advance(Follower.Pause);

        Assert.Equal([2_000, 5, 4, 2_000], _source.RowsRead);
        Assert.Equal(_source.Trials, _shown[2].Trials);

        // The last look is exact in everything, also where statuses tell nothing.
        _source.Trials[0] = Some.Trial(1, TrialStatus.Completed) with { WeightsHash = "ab12" };
        _source.Status = SweepStatus.Cancelled;
        _time.Advance(Follower.Pause);

        Assert.Equal("ab12", (await following).Trials[0].WeightsHash);
    }

    [Fact]
    public async Task RunAsync_ManyTrials_AsksForThePointsOfThoseThatRanSinceTheLookBefore()
    {
        _source.Trials.AddRange(
            Enumerable.Range(1, 2_000).Select(number => Some.Trial(number, number <= 990 ? TrialStatus.Completed : TrialStatus.Pending)));
        _source.Trials[990] = Some.Trial(991);
        var following = RunAsync(MetricCursor.Beginning);
        _time.Advance(Follower.Pause);
        (_source.Trials[990], _source.Trials[991]) = (Some.Trial(991, TrialStatus.Completed), Some.Trial(992));
        _source.Log.AddRange([(991, new("train/loss", 3, 7)), (992, new("train/loss", 1, 8))]);
        _time.Advance(Follower.Pause);

        Assert.Equal([(991, 3L), (992, 1)], _shown[^1].Points.Select(entry => (entry.Trial, entry.Point.Step)));
        _source.Status = SweepStatus.Cancelled;
        _time.Advance(Follower.Pause);
        await following;

        Assert.Equal(["all", "991", "991 992", "all"], _source.MetricsAsked);
    }

    [Fact]
    public async Task RunAsync_PointsThatCannotBeReadWhileTheirTrialEnds_AreShownWhenTheyCan()
    {
        _source.Trials.AddRange([Some.Trial(1), Some.Trial(2)]);
        var following = RunAsync(MetricCursor.Beginning);
        _source.Trials[0] = Some.Trial(1, TrialStatus.Completed);
        _source.Log.Add((1, new("train/loss", 9, 7)));
        _source.OnMetrics = () => throw new SherlockException("The server is gone.", SherlockException.OutOfReach, passes: true);
        _time.Advance(Follower.Pause);
        _source.OnMetrics = () => { };
        _time.Advance(Follower.Pause);

        Assert.Equal([(1, 9L)], _shown[^1].Points.Select(entry => (entry.Trial, entry.Point.Step)));
        _source.Status = SweepStatus.Cancelled;
        _time.Advance(Follower.Pause);
        await following;
        Assert.Equal(["all", "1 2", "1 2", "all"], _source.MetricsAsked);
    }

    private Task<FollowSnapshot> RunAsync(MetricCursor cursor) =>
        new Follower(_source, _time, 1)
            .RunAsync(Some.SweepId, cursor, new RecordedView(_shown, _said), TestContext.Current.CancellationToken);
}
