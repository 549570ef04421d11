using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>
/// kill -9, and the hang that ends in a late waking: trials go on elsewhere, from their checkpoints, and the others do not notice.
/// </summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class KilledSiloTests
{
    private static readonly TimeSpan _killBar = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _hangBar = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _stillBar = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Silos_KilledOneAfterTheOther_TheirTrialsGoOnElsewhereAndAWatcherSeesIt()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silos = await rig.StartSilosAsync(2, slots: 2);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "killed", 4, ClusterGrid.Endless));
        await using var watch = rig.Client("watch", "killed");
        await sweep.UntilUnderWayAsync(running: 4);
        var times = new List<TimeSpan>();

        // The queue's and the sweep's grains live on one of the first two: killing these in turn kills them too. The spare one comes after
        // them.
        for (var round = 0; round < 3; round++)
        {
            silos.Add(await rig.StartSiloAsync(slots: 2));
            times.AddRange(await LoseAsync(sweep, silos[0], "KILL"));
            silos.RemoveAt(0);
        }

        Measured.Say("kill -9 to the next attempt", _killBar, times);
        await rig.DoAsync("cancel", "killed");
        var watched = await watch.EndAsync();

        // A sweep that is cancelled was not completed: 1. It has seen that, so it has lived till then.
        Assert.True(watched.ExitCode == 1, $"exit code {watched.ExitCode}: {string.Join('\n', watched.ErrorLines.TakeLast(5))}");
        WatchLag.Read(watch, "killed", await sweep.EpochsAsync()).Say("watch, while silos are killed");
    }

    [Fact]
    public async Task Silo_ThatHangs_LosesItsTrialsAndWakesToLeaveWithoutATrace()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silos = await rig.StartSilosAsync(2, slots: 2);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "hung", 4, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(running: 4);
        silos.Add(await rig.StartSiloAsync(slots: 2));
        var hung = silos[0];

        Measured.Say("SIGSTOP to the next attempt", _hangBar, await LoseAsync(sweep, hung, "STOP"));

        var (lines, before) = (hung.Lines.Count, await WrittenByAsync(sweep, hung));
        var ended = await hung.SignalAndEndAsync("CONT");
        var last = hung.Lines.All.Skip(lines).ToList();
        Assert.True(ended.ExitCode == 3, $"exit code {ended.ExitCode}: {string.Join('\n', last)}");
        Assert.InRange(last.Count, 1, 3);
        Assert.Contains("has declared silo", last[^1], StringComparison.Ordinal);
        Assert.Equal(before, await WrittenByAsync(sweep, hung));
        Assert.Equal(0, await sweep.PointsOutOfOrderAsync());
        await rig.DoAsync("cancel", "hung");
    }

    /// <summary>Sends the signal to a silo that trains two trials, and waits for both to be trained elsewhere.</summary>
    /// <returns>How long each took.</returns>
    private static async Task<IReadOnlyList<TimeSpan>> LoseAsync(SweepState sweep, SiloServer victim, string signal)
    {
        var trials = await sweep.TrialsAsync();
        var mine = trials.Where(trial => trial.IsOn(victim)).Select(trial => trial.Number).ToList();
        Assert.Equal(2, mine.Count);
        var attempts = (await sweep.AttemptsAsync()).GroupBy(attempt => attempt.Trial).Select(group => group.Last())
            .ToLookup(attempt => mine.Contains(attempt.Trial));
        var checkpoints = (await sweep.CheckpointsAsync()).GroupBy(row => row.Trial)
            .ToDictionary(group => group.Key, group => group.Max(row => row.Step));
        await using var steps = new StepLog(sweep);
        var at = await sweep.NowAsync();
        await victim.SignalAsync(signal);

        var times = new List<TimeSpan>();
        foreach (var attempt in attempts[true])
        {
            var next = await sweep.NextAttemptAsync(attempt);
            Assert.False(victim.IsCalled(next.Silo));
            Assert.True(
                next.FromStep >= checkpoints[attempt.Trial] && next.FromStep > 0,
                $"{next} did not go on from {checkpoints[attempt.Trial]}.");
            times.Add(next.StartedAt - at);
        }

        await Patience.UntilAsync(
            "past where they were lost",
            sweep.TrialsAsync,
            now => now.All(trial => trial.Step > trials.Single(was => was.Number == trial.Number).Step));
        var until = await sweep.NowAsync();
        Measured.Say(
            $"standing still of other silos' trials after SIG{signal}",
            _stillBar,
            [.. attempts[false].Select(other => steps.LongestStill(other.Trial, at, until))]);
        Assert.Subset((await sweep.AttemptsAsync()).ToHashSet(), attempts[false].ToHashSet());
        return times;
    }

    /// <summary>All that the database has of a silo's attempts.</summary>
    private static async Task<string> WrittenByAsync(SweepState sweep, SiloServer silo)
    {
        var attempts = (await sweep.AttemptsAsync()).Where(attempt => silo.IsCalled(attempt.Silo)).ToList();
        return string.Join('\n', attempts);
    }
}
