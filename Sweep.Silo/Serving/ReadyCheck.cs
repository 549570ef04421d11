using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Serving;

/// <summary>Checks whether this silo takes part: it is active in its cluster, its database answers, and its slots run.</summary>
internal sealed class ReadyCheck(ISiloStatusOracle silo, DatabaseProbe database, SlotFailure slots) : IHealthCheck
{
    /// <summary>Puts the problems into <see cref="HealthCheckResult.Data"/>, by the part that has them.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = new Dictionary<string, object>();
        if (silo.CurrentStatus is not SiloStatus.Active) { problems["silo"] = $"It is {silo.CurrentStatus}, not active in the cluster."; }
        if (slots.Task.IsCompletedSuccessfully) { problems["slots"] = (await slots.Task).Message; }
        if (await database.ProblemAsync(cancellationToken) is { } problem) { problems["database"] = problem; }
        return problems.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(data: problems);
    }
}
