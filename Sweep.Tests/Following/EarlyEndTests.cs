using Microsoft.Extensions.Time.Testing;
using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Backends;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Following;

/// <summary>A follower shows attempts that ended before their trials did.</summary>
public sealed class EarlyEndTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly FakeSource _source = new() { Status = SweepStatus.Running };
    private readonly List<FollowSnapshot> _shown = [];

    [Fact]
    public async Task RunAsync_OfATrialThatBeginsAgain_ShowsOnceHowItsAttemptsEnded()
    {
        _source.Trials.Add(Some.Trial(1) with { Attempts = 2 });
        _source.Attempts =
        [
            new(1, 1, "silo-a", 0, Some.Noon, Some.Noon, "Lost", "its silo died", null),
            new(1, 2, "silo-a", 0, Some.Noon, Some.Noon, "Failed", "the disk is away", null),
            new(1, 3, "silo-a", 0, Some.Noon, null, null, null, null),
        ];
        var end = await new Follower(_source, _time, 1).EndAsync(Some.SweepId, TestContext.Current.CancellationToken);
        _source.Log.Add((1, new("train/loss", 1, 7)));
        end = end.With([(1, 1)]);
        var following = RunAsync(end);
        _source.Trials[0] = Some.Trial(1) with { Attempts = 3 };
        _time.Advance(Follower.Pause);
        _source.Status = SweepStatus.Completed;
        _time.Advance(Follower.Pause);
        await following;

        // The first attempt ended before the first look.
        var reasons = _shown.Select(look => string.Join(", ", look.EarlyEnds.Select(attempt => attempt.Reason)));
        Assert.Equal(["", "the disk is away", ""], reasons);
    }

    private Task<FollowSnapshot> RunAsync(MetricCursor cursor) =>
        new Follower(_source, _time, 1).RunAsync(Some.SweepId, cursor, new RecordedView(_shown, []), TestContext.Current.CancellationToken);
}
