using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class CancelVerb(CommandContext context)
    : SteeringVerb(
        context, "cancel", "Ends a sweep, or one trial of it, for good. Finished trials stay as they are.", "cancel layer-sizes/3")
{
    protected override Task SteerAsync(ISteering steering, Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        steering.CancelAsync(sweep, request, cancellationToken);
}
