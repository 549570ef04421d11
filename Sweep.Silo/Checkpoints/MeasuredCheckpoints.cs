using System.Diagnostics;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Measures how long reading a checkpoint takes: from the request until the reader has finished. Everything else goes to the store behind
/// it.
/// </summary>
internal sealed class MeasuredCheckpoints(ICheckpointStore store, CheckpointMetrics metrics) : ICheckpointStore
{
    public void Prepare(TrialAssignment assignment) => store.Prepare(assignment);

    public string Location(TrialAssignment assignment, long step) => store.Location(assignment, step);

    public string FullPath(string location) => store.FullPath(location);

    public Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report) => store.KeepAsync(grain, trial, report);

    public void Tidy(CheckpointInfo kept) => store.Tidy(kept);

    public void Discard(CheckpointInfo checkpoint) => store.Discard(checkpoint);

    public void Release(TrialAssignment assignment) => store.Release(assignment);

    public Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken) =>
        store.ListAsync(trial, newest, cancellationToken);

    public async Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var file = await store.OpenAsync(trial, checkpoint, cancellationToken);
        file.Closed += () => metrics.Read(Stopwatch.GetElapsedTime(begun));
        return file;
    }
}
