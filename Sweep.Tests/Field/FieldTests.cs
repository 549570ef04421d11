using System.Globalization;
using System.Security.Cryptography;
using Sweep.Tests.Cluster;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Field;

/// <summary>
/// Sweeps on three silos and a database while networks are cut, processes are frozen and killed, clocks are set and disks fill up, one
/// fault after the other. SHERLOCK_CHAOS_SECONDS says for how long (default 60), SHERLOCK_CHAOS_SEED repeats a run's choices.
/// </summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class FieldTests
{
    private const int Trials = 6;
    private const int Seconds = 60;

    /// <summary>
    /// Short faults in a short run, which has to see some of them. In a long one they outlast the silos' patience with each other.
    /// </summary>
    private static readonly ChaosPace _brisk =
        new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));

    private static readonly ChaosPace _thorough =
        new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(3));

    [Fact]
    public async Task Sweeps_WhateverFails_EndAsUndisturbedOnesAndAllSilosComeBack()
    {
        var seed = Setting("SHERLOCK_CHAOS_SEED", RandomNumberGenerator.GetInt32(1_000_000_000));
        var seconds = Setting("SHERLOCK_CHAOS_SECONDS", Seconds);
        Measured.Tell(string.Create(CultureInfo.InvariantCulture, $"chaos of {seconds} s; to repeat it: SHERLOCK_CHAOS_SEED={seed}"));
        using var folder = new TempFolder();
        var grid = ClusterGrid.Write(folder.Path, "field", Trials, ClusterGrid.EpochsIn(TimeSpan.FromSeconds(4)));
        var undisturbed = ClusterGrid.TrainUndisturbedAsync(grid, Path.Combine(folder.Path, "undisturbed"), slots: 2);
        await using var cluster = await FieldCluster.StartAsync();
        if (cluster.Network is null) { Measured.Tell("Without root's rights there are no faults of networks and disks."); }

        using var over = new CancellationTokenSource();
        var (sweeps, chaos) = (new FieldSweeps(cluster, grid, await undisturbed), new FieldChaos(cluster, seed, PaceOf(seconds)));
        var work = sweeps.RunAsync(over.Token);
        await chaos.RunAsync(TimeSpan.FromSeconds(seconds), work);
        await over.CancelAsync();
        await work;

        await Patience.UntilAsync("all members again", cluster.AreAllMembersAsync, areAll => areAll, _ => cluster.Describe());
        FieldTable.Tell(chaos.Outcomes, sweeps);
        Assert.True(chaos.Outcomes.Count >= 3, $"Only {chaos.Outcomes.Count} faults.");
        Assert.True(sweeps.Checked >= 1);
        Assert.Empty(cluster.All.SelectMany(silo => silo.Lost));
        if (seconds > Seconds) { Assert.All(chaos.Outcomes, outcome => Assert.NotNull(outcome.Back)); }
    }

    private static ChaosPace PaceOf(int seconds) => seconds > Seconds ? _thorough : _brisk;

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
