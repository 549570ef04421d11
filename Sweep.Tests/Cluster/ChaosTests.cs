using System.Globalization;
using System.Security.Cryptography;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>
/// Every ten seconds one silo of three is killed, hung or stopped, and a new one started. SHERLOCK_CHAOS_SECONDS says for how long (default
/// 60), SHERLOCK_CHAOS_SEED repeats a run's choices.
/// </summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class ChaosTests
{
    private const int Trials = 36;
    private const int Silos = 3;

    [Fact]
    public async Task Sweep_InChaos_EndsAsAnUndisturbedOne()
    {
        var seed = Setting("SHERLOCK_CHAOS_SEED", RandomNumberGenerator.GetInt32(int.MaxValue));
        var duration = TimeSpan.FromSeconds(Setting("SHERLOCK_CHAOS_SECONDS", 60));
        Measured.Tell(
            string.Create(CultureInfo.InvariantCulture, $"chaos of {duration.TotalSeconds} s; to repeat it: SHERLOCK_CHAOS_SEED={seed}"));
        await using var rig = await ClusterRig.CreateAsync();

        // The trials together are the work of three slots for somewhat more than the time: they outlast the chaos.
        var grid = ClusterGrid.Write(rig.Folder, "chaos", Trials, ClusterGrid.EpochsIn(1.3 * duration * Silos / Trials));
        var undisturbed = await ClusterGrid.TrainUndisturbedAsync(grid, Path.Combine(rig.Folder, "undisturbed"), slots: 4);
        await rig.StartSilosAsync(Silos, slots: 1);
        var sweep = await rig.SubmitAsync(grid);
        await using var watch = rig.Client("watch", "chaos");
        await sweep.UntilUnderWayAsync(running: Silos);

        var chaos = new Chaos(rig, seed);
        await chaos.RunAsync(duration, TimeSpan.FromSeconds(10), async () => await sweep.StatusAsync() == "Completed");
        await Patience.UntilAsync("completed", sweep.TrialsAsync, trials => trials.All(trial => trial.Status == "Completed"));
        await chaos.WakeAsync(TimeSpan.Zero);

        Assert.True(chaos.Disturbances >= 3, $"The sweep was over after {chaos.Disturbances} disturbances.");
        await AssertEachOnceAsync(sweep);
        Assert.Equal(0, (await watch.EndAsync()).ExitCode);
        (await rig.ResultsAsync(sweep)).AssertEqual(undisturbed);
    }

    private static async Task AssertEachOnceAsync(SweepState sweep)
    {
        Assert.Equal(Trials, (await sweep.TrialsAsync()).Count);
        var attempts = await sweep.AttemptsAsync();
        Assert.All(attempts.GroupBy(attempt => attempt.Trial), trial => Assert.Single(trial, attempt => attempt.Outcome == "Completed"));
        Assert.Equal(Trials, attempts.Select(attempt => attempt.Trial).Distinct().Count());
        Assert.Equal(0, await sweep.PointsOutOfOrderAsync());
        Measured.Tell("attempts by outcome: "
            + $"{string.Join(", ", attempts.GroupBy(attempt => attempt.Outcome).Select(group => $"{group.Key} {group.Count()}"))}");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
