using System.Diagnostics.Metrics;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Telemetry;

/// <summary>Gauges of the machine and the cluster around this silo.</summary>
internal sealed class SiloMetrics
{
    private static readonly (SiloStatus Status, string Label)[] _states = [(SiloStatus.Active, "active"), (SiloStatus.Dead, "dead")];

    private readonly IClusterMembershipService _membership;
    private readonly string _data;

    public SiloMetrics(IMeterFactory factory, IClusterMembershipService membership, SlotOptions options)
    {
        // The folder that the logs' is in: it is there from the start.
        (_membership, _data) = (membership, Path.GetDirectoryName(options.LogsFolder)!);
        var meter = factory.Create("Sweep.Silo");
        meter.CreateObservableGauge("sweep.cluster.silos", ObserveSilos, "{silo}", "Silos of the cluster, as this one sees it; those that left count as dead.");
        meter.CreateObservableGauge("sweep.disk.free", () => Observe(disk => disk.AvailableFreeSpace), "By", "Space that is left where a folder of this silo is.");
        meter.CreateObservableGauge("sweep.disk.size", () => Observe(disk => disk.TotalSize), "By", "Size of the disk that a folder of this silo is on.");
    }

    private IEnumerable<Measurement<int>> ObserveSilos()
    {
        var members = _membership.CurrentSnapshot.Members.Values;
        return _states.Select(state => new Measurement<int>(
            members.Count(member => member.Status == state.Status), new KeyValuePair<string, object?>("state", state.Label)));
    }

    private IEnumerable<Measurement<long>> Observe(Func<DriveInfo, long> read)
    {
        long bytes;
        try
        {
            bytes = read(new(_data));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No value: the series ends, which says as much.
            return [];
        }

        return [new(bytes, new KeyValuePair<string, object?>("folder", "data"))];
    }
}
