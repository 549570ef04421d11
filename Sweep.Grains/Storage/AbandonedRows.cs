using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// What is marked Running in a data folder that nobody holds: its process was killed. It reads as what the next process will make of it.
/// </summary>
internal static class AbandonedRows
{
    public static bool IsRunning(SweepSummary sweep) => sweep.Status is SweepStatus.Running || sweep.Counts.ContainsKey(TrialStatus.Running);

    public static bool IsRunning(TrialSummary trial) => trial.Status is TrialStatus.Running;

    public static SweepSummary Settle(SweepSummary sweep)
    {
        var (running, pending) = (sweep.Counts.GetValueOrDefault(TrialStatus.Running), sweep.Counts.GetValueOrDefault(TrialStatus.Pending));
        return sweep with
        {
            Status = sweep.Status is SweepStatus.Running ? SweepStatus.Paused : sweep.Status,
            Counts = running == 0 ? sweep.Counts : sweep.Counts.Remove(TrialStatus.Running).SetItem(TrialStatus.Pending, pending + running),
        };
    }

    public static TrialSummary Settle(TrialSummary trial) => IsRunning(trial) ? trial with { Status = TrialStatus.Pending } : trial;
}
