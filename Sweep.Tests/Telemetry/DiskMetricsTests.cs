using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Telemetry;

public sealed class DiskMetricsTests
{
    private static readonly (string, string)[] _folders =
    [
        ("data", "/srv/data"), ("checkpoints", "/mnt/shared/checkpoints"), ("logs", "/srv/data/logs"),
    ];

    [Theory]
    [InlineData("/", "data")]
    [InlineData("/ /srv", "data checkpoints")]
    [InlineData("/ /mnt/shared", "data checkpoints")]
    [InlineData("/ /srv/data/logs", "data logs")]
    [InlineData("/ /srv/data /mnt/shared /srv/data/logs", "data checkpoints logs")]
    [InlineData("/ /srv/data/log /mnt/share", "data")]
    public void Distinct_OfFoldersOnSomeMounts_NamesEachDiskOnceByTheFolderThatMattersMost(string mounts, string labels) =>
        Assert.Equal(labels.Split(' '), FolderDisks.Distinct(_folders, mounts.Split(' ')).Select(folder => folder.Label));

    [Fact]
    public void Gauges_OfLogsThatALinkPutsOnAnotherDisk_ShowThatDiskToo()
    {
        using var data = new TempFolder();
        using var meters = new TestMeters();
        var options = new SlotOptions(1, Path.Combine(data.Path, "logs"), Path.Combine(data.Path, "checkpoints"),
            Path.Combine(data.Path, "scratch"));
        var metrics = new DiskMetrics(meters, options);

        Assert.Equal(["sweep.disk.free{folder=data}", "sweep.disk.size{folder=data}"], meters.Gauges().Keys.Order(StringComparer.Ordinal));
        Directory.CreateSymbolicLink(options.LogsFolder, "/dev");

        var gauges = meters.Gauges();
        Assert.Equal(new DriveInfo("/dev").TotalSize, gauges["sweep.disk.size{folder=logs}"]);
        Assert.Equal(new DriveInfo(data.Path).TotalSize, gauges["sweep.disk.size{folder=data}"]);
        Assert.Equal(4, gauges.Count);
        GC.KeepAlive(metrics);
    }
}
