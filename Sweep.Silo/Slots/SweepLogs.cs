using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Slots;

/// <summary>Opens the event files of attempts, with their sweep's record beside them.</summary>
internal sealed class SweepLogs(SlotOptions options, SweepReader reader, TimeProvider time, ILogger<TrialLog> logger)
{
    public async Task<TrialLog> OpenAsync(TrialAssignment assignment)
    {
        var sweep = await reader.SummaryAsync(assignment.Trial.SweepId, CancellationToken.None);
        SweepLog.WriteOnce(options.LogsFolder, sweep.Folder, sweep.Spec, time, logger);
        return TrialLog.Open(options.LogsFolder, assignment, time, logger);
    }
}
