using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Silo.Api;

namespace Sweep.Silo.Serving;

/// <summary>What the HTTP API of a silo reads and acts on: the database, and the grains of the cluster.</summary>
internal static class ServedSource
{
    public static ApiSource Of(IServiceProvider services, string cluster)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var steering = OwnGrains.Steering(grains, cluster, TimeProvider.System);
        return new("serve", services.GetRequiredService<SweepReader>())
        {
            Steering = steering,
            Submission = steering,
            SlotsAsync = _ => grains.GetGrain<ITrialQueueGrain>(0).SlotsOfSilosAsync(),
        };
    }
}
