using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Serving;

/// <summary>Whether this silo takes part: it is active in its cluster, its database answers, and its slots run.</summary>
internal sealed class ReadyCheck(ISiloStatusOracle silo, SherlockDatabase database, SlotFailure slots) : IHealthCheck
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    /// <summary>The problems are in <see cref="HealthCheckResult.Data"/>, by what has them.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = new Dictionary<string, object>();
        if (silo.CurrentStatus is not SiloStatus.Active) { problems["silo"] = $"It is {silo.CurrentStatus}, not active in the cluster."; }
        if (slots.Task.IsCompletedSuccessfully) { problems["slots"] = (await slots.Task).Message; }
        if (await DatabaseProblemAsync(cancellationToken) is { } problem) { problems["database"] = problem; }
        return problems.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(data: problems);
    }

    private async Task<string?> DatabaseProblemAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            await database.ReadClockAsync(limit.Token);
            return null;
        }
        catch (SherlockException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The database {database} does not answer within {_patience.TotalSeconds:0} s.";
        }
    }
}
