using System.Diagnostics.Metrics;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Telemetry;

/// <summary>Gauges of the disks that this silo writes to. Each disk appears once, under the name of its first folder.</summary>
internal sealed class DiskMetrics
{
    private readonly (string Label, string Path)[] _folders;

    public DiskMetrics(IMeterFactory factory, SlotOptions options)
    {
        // The data folder, which contains the logs folder, exists from the start. The other folders may be mounted there or lie elsewhere.
        var logs = Path.GetFullPath(options.LogsFolder);
        _folders = [("data", Path.GetDirectoryName(logs)!), ("checkpoints", Path.GetFullPath(options.CheckpointsFolder)), ("logs", logs)];
        var meter = factory.Create("Sweep.Silo");
        meter.CreateObservableGauge(
            "sweep.disk.free", () => Observe(disk => disk.AvailableFreeSpace), "By", "Space that is left where a folder of this silo is.");
        meter.CreateObservableGauge(
            "sweep.disk.size", () => Observe(disk => disk.TotalSize), "By", "Size of the disk that a folder of this silo is on.");
    }

    private IEnumerable<Measurement<long>> Observe(Func<DriveInfo, long> read)
    {
        try
        {
            var mounts = DriveInfo.GetDrives().Select(drive => drive.Name).ToList();
            return [.. FolderDisks.Distinct(_folders, mounts).SelectMany(folder => Observe(folder.Label, folder.Path, read))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<Measurement<long>> Observe(string label, string folder, Func<DriveInfo, long> read)
    {
        try
        {
            return [new(read(new(folder)), new KeyValuePair<string, object?>("folder", label))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without a value the series ends, which shows that the disk is gone.
            return [];
        }
    }
}
