using System.Diagnostics.Metrics;

namespace Sweep.Silo.Telemetry;

/// <summary>Gauges of the cluster that this silo belongs to.</summary>
internal sealed class SiloMetrics
{
    private static readonly (SiloStatus Status, string Label)[] _states = [(SiloStatus.Active, "active"), (SiloStatus.Dead, "dead")];

    private readonly IClusterMembershipService _membership;

    public SiloMetrics(IMeterFactory factory, IClusterMembershipService membership)
    {
        _membership = membership;
        factory.Create("Sweep.Silo").CreateObservableGauge(
            "sweep.cluster.silos", ObserveSilos, "{silo}", "Silos of the cluster, as this one sees it; those that left count as dead.");
    }

    private IEnumerable<Measurement<int>> ObserveSilos()
    {
        var members = _membership.CurrentSnapshot.Members.Values;
        return _states.Select(state => new Measurement<int>(
            members.Count(member => member.Status == state.Status), new KeyValuePair<string, object?>("state", state.Label)));
    }
}
