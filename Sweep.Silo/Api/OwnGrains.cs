using Sweep.Client.Backends;

namespace Sweep.Silo.Api;

/// <summary>The grains of a cluster as a silo in this process reaches them.</summary>
internal sealed class OwnGrains(IGrainFactory grains) : IClusterConnection
{
    public IGrainFactory Grains => grains;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Steers and submits through these grains.</summary>
    /// <param name="cluster">Names the cluster in messages.</param>
    public static ClusterSteering Steering(IGrainFactory grains, string cluster, TimeProvider time) =>
        new(new RetryingCaller(_ => Task.FromResult<IClusterConnection>(new OwnGrains(grains)), cluster, time, say: null));
}
