using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>Machines whose clocks are an hour apart.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class ClockTests
{
    [Fact]
    public async Task Silos_WhoseClocksAreAnHourApart_TrainOneSweepInTheDatabasesTime()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await rig.StartSiloAsync(slots: 1);
        var ahead = await rig.StartSiloAsync(slots: 1, ("LD_PRELOAD", FakeTime()), ("FAKETIME", "+1h"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        Assert.Contains("clock", await ahead.LineAsync("warning"), StringComparison.OrdinalIgnoreCase);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "apart", 4, await ClusterGrid.EpochsInAsync(TimeSpan.FromSeconds(12))));
        var start = await sweep.NowAsync();

        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");

        var attempts = await sweep.AttemptsAsync();
        Assert.Equal(4, attempts.Count);
        Assert.Equal(2, attempts.Select(attempt => attempt.Silo).Distinct().Count());
        var end = await sweep.NowAsync();
        Assert.All(attempts, attempt => Assert.InRange(attempt.StartedAt, start.AddSeconds(-60), end.AddSeconds(5)));
        Assert.All(rig.Silos, silo => Assert.DoesNotContain(silo.Lines.All, line => line.Contains("dead", StringComparison.Ordinal)));
    }

    private static string FakeTime() =>
        Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 }).FirstOrDefault()
        ?? throw new InvalidOperationException("This test needs libfaketime: 'apt-get install faketime' (./test.sh does it).");
}
