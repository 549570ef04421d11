using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class PauseVerb(CommandContext context)
    : SteeringVerb(
        context,
        "pause",
        "Sets a sweep, or one trial of it, aside until it is resumed. Trials that run write a checkpoint and free their slots within "
            + "seconds.",
        "pause layer-sizes")
{
    protected override Task SteerAsync(ISteering steering, Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        steering.PauseAsync(sweep, request, cancellationToken);
}
