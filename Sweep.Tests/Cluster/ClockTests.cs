using System.Globalization;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>Machines whose calendar clocks are apart, or are set while silos run on them.</summary>
[Trait("Category", "Slow")]
public sealed class ClockTests
{
    /// <summary>Silos look every 15 s.</summary>
    private static readonly TimeSpan _twoLooks = TimeSpan.FromSeconds(32);

    [Fact]
    public async Task Silos_WhoseClocksAreAnHourApart_TrainOneSweepInTheDatabasesTime()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await rig.StartSiloAsync(slots: 1);
        var ahead = await rig.StartSiloAsync(slots: 1, [.. CalendarClock.Ahead(TimeSpan.FromHours(1))]);
        Assert.Contains("clock", await ahead.LineAsync("warning"), StringComparison.OrdinalIgnoreCase);
        var sweep = await rig.SubmitAsync(
            ClusterGrid.Write(rig.Folder, "apart", 4, ClusterGrid.EpochsIn(TimeSpan.FromSeconds(3))));
        var start = await sweep.NowAsync();

        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");

        var attempts = await sweep.AttemptsAsync();
        Assert.Equal(4, attempts.Count);
        Assert.Equal(2, attempts.Select(attempt => attempt.Silo).Distinct().Count());
        var end = await sweep.NowAsync();
        Assert.All(attempts, attempt => Assert.InRange(attempt.StartedAt, start.AddSeconds(-60), end.AddSeconds(5)));
        AssertAllLive(rig);
    }

    [Theory]
    [InlineData(-1200)]
    [InlineData(1200)]
    public async Task Silo_WhenItsClockIsSet_TrainsTheNextTrials(int seconds)
    {
        await using var rig = await ClusterRig.CreateAsync();
        var clock = new CalendarClock(rig.Folder);
        await rig.StartSiloAsync(slots: 1, [.. clock.Environment]);
        var sweep = await rig.SubmitAsync(
            ClusterGrid.Write(rig.Folder, "set", 4, ClusterGrid.EpochsIn(TimeSpan.FromSeconds(6))));
        await sweep.UntilUnderWayAsync(running: 1);

        clock.Set(TimeSpan.FromSeconds(seconds));

        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        Assert.All(await sweep.AttemptsAsync(), attempt => Assert.Equal((1, "Completed"), (attempt.Number, attempt.Outcome)));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Silo_WhenItsClockIsSet_StaysAMemberAndStillMissesOneThatDies(int seconds)
    {
        await using var rig = await ClusterRig.CreateAsync();
        var clock = new CalendarClock(rig.Folder);
        var other = await rig.StartSiloAsync(slots: 1);
        await rig.StartSiloAsync(slots: 1, [.. clock.Environment]);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "set", 2, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(running: 2);

        clock.Set(TimeSpan.FromSeconds(seconds));

        var (at, before) = (await sweep.NowAsync(), await sweep.TrialsAsync());
        await Patience.UntilAsync("past the next looks into the table of silos", sweep.NowAsync, now => now > at + _twoLooks);
        Assert.All((await sweep.TrialsAsync()).Zip(before), trial => Assert.True(trial.First.Step > trial.Second.Step, trial.ToString()));
        Assert.All(await sweep.AttemptsAsync(), attempt => Assert.Equal(1, attempt.Number));
        AssertAllLive(rig);
        var lost = (await sweep.AttemptsAsync()).Single(attempt => other.IsCalled(attempt.Silo));
        await rig.DoAsync("pause", $"set/{3 - lost.Trial}");
        await other.SignalAsync("KILL");
        await sweep.NextAttemptAsync(lost);
    }

    [Fact]
    public async Task Silo_WhoseClockWasSetBackMeanwhile_ComesBackToItsAddress()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await rig.StartSiloAsync(slots: 0);
        var ahead = await rig.StartSiloAsync(slots: 1, [.. CalendarClock.Ahead(TimeSpan.FromHours(1))]);
        await ahead.SignalAndEndAsync("KILL");

        var again = await rig.StartSiloAsync(slots: 1, ("--silo-port", ahead.SiloPort.ToString(CultureInfo.InvariantCulture)));

        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "again", 1, epochs: 1));
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        Assert.False(again.HasEnded);
    }

    private static void AssertAllLive(ClusterRig rig) =>
        Assert.All(rig.Silos, silo => Assert.DoesNotContain(silo.Lines.All, line => line.Contains("dead", StringComparison.Ordinal)));
}
