using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Keeps checkpoints as files, in a folder of this machine or on a disk that machines share. The database has their names.
/// </summary>
internal sealed class FolderCheckpoints(CheckpointFolder folder) : ICheckpointWriter, ICheckpointReader
{
    public void Prepare(TrialAssignment assignment) => folder.Prepare(assignment);

    public string Location(TrialAssignment assignment, long step) => folder.Location(assignment, step);

    public string FullPath(string location) => folder.FullPath(location);

    public Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report) => grain.ReportAsync(report);

    public void Tidy(CheckpointInfo kept, long? best) => folder.Trim(kept, best);

    public void Discard(CheckpointInfo checkpoint) => CheckpointFolder.Remove(folder.FullPath(checkpoint.Location));

    public void Release(TrialAssignment assignment)
    {
        // The files stay, because the next attempt continues from them.
    }

    public Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CheckpointInfo>>(
            [.. folder.Candidates(newest).Select(folder.Info).Select(found => found.Location == newest.Location ? newest : found)]);

    public Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckpointFile(folder.FullPath(checkpoint.Location), isCopy: false));
}
