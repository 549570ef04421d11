using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Dashboards;

/// <summary>Trials that have ended.</summary>
internal static class Ended
{
    /// <summary>Claims a trial, reports one value of the objective and ends it.</summary>
    public static async Task TrialAsync(TestStore store, TrialId id, double value, TrialStatus status, CancellationToken cancellationToken)
    {
        var attempt = (await store.AssignAsync(id)).Attempt;
        await store.Trials.ReportAsync(id, TestStore.Report(attempt, 100, TestStore.Loss(100, value)), cancellationToken);
        await store.Trials.FinishAsync(
            id, attempt, new(status, status is TrialStatus.Completed ? null : "a reason", null), cancellationToken);
    }
}
