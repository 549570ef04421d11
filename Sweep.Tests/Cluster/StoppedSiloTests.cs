using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>Silos that are added and stopped in order while a sweep runs.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class StoppedSiloTests
{
    [Fact]
    public async Task Silo_Stopped_HandsItsTrialsOverWithinTwoSecondsOfTheirCheckpoints()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silos = await rig.StartSilosAsync(2, slots: 2);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "stopped", 4, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(running: 4);
        silos.Add(await rig.StartSiloAsync(slots: 2));
        var times = new List<TimeSpan>();

        foreach (var silo in silos.Take(2))
        {
            times.AddRange(await StopAsync(sweep, silo));
            await rig.StartSiloAsync(slots: 2);
        }

        Measured.Say("checkpoint to the next attempt on SIGTERM", TimeSpan.FromSeconds(2), times);
        await rig.DoAsync("cancel", "stopped");
    }

    [Fact]
    public async Task Silo_Added_ClaimsWaitingTrialsWithinASecond()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await rig.StartSiloAsync(slots: 1);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "added", 3, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(running: 1);

        var added = await rig.StartSiloAsync(slots: 2);

        var ready = await sweep.NowAsync();
        var claimed = await Patience.UntilAsync("all claimed", sweep.AttemptsAsync, rows => rows.Count == 3);
        var times = claimed.Where(attempt => added.IsCalled(attempt.Silo)).Select(attempt => attempt.StartedAt - ready).ToList();
        Assert.Equal(2, times.Count);
        Measured.Say("a new silo's readiness to its first trial", TimeSpan.FromSeconds(1), times);
        await rig.DoAsync("cancel", "added");
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>From checkpoint to next attempt, of each of its trials.</returns>
    private static async Task<IReadOnlyList<TimeSpan>> StopAsync(SweepState sweep, SiloServer silo)
    {
        var mine = (await sweep.TrialsAsync()).Where(trial => trial.IsOn(silo)).Select(trial => trial.Number).ToList();
        Assert.Equal(2, mine.Count);
        var running = (await sweep.AttemptsAsync()).Where(attempt => mine.Contains(attempt.Trial) && attempt.Outcome is null).ToList();

        var ended = await silo.SignalAndEndAsync("TERM");

        // The next attempts soon replace them.
        var written = await sweep.CheckpointsAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var times = new List<TimeSpan>();
        foreach (var attempt in running)
        {
            var next = await sweep.NextAttemptAsync(attempt);
            var checkpoint = written.Single(row => row.Trial == attempt.Trial && row.Step == next.FromStep);
            Assert.Equal(attempt.Number, checkpoint.Attempt);
            Assert.Equal(
                "HandedBack",
                (await sweep.AttemptsAsync()).Single(row => row.Trial == attempt.Trial && row.Number == attempt.Number).Outcome);
            times.Add(next.StartedAt - checkpoint.RecordedAt);
        }

        return times;
    }
}
