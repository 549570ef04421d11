using System.Globalization;
using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Training;

/// <summary>
/// Checkpoints in the database, so that machines need no shared disk: training writes into this process's scratch folder, and the file goes when its bytes
/// are stored.
/// </summary>
internal sealed partial class DatabaseCheckpoints(ICheckpointBlobs blobs, ScratchFolder scratch, ILogger<DatabaseCheckpoints> logger) : ICheckpointStore
{
    private readonly DatabaseCheckpointReader _reader = new(blobs, scratch.Path);

    public void Prepare(TrialAssignment assignment) => Directory.CreateDirectory(Folder(assignment));

    public string Location(TrialAssignment assignment, long step) =>
        Path.Combine(Folder(assignment), string.Create(CultureInfo.InvariantCulture, $"step-{step:D9}.safetensors"));

    public string FullPath(string location) => Path.Combine(scratch.Path, location);

    public async Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report)
    {
        var written = report.Checkpoint!;
        if (!File.Exists(FullPath(written.Location)))
        {
            // Somebody cleaned up. The next one will do; this one will never be there, however often it is asked for.
            LogGone(logger, trial, FullPath(written.Location));
            return await grain.ReportAsync(report with { Checkpoint = null });
        }

        TrialDecision decision;
        await using (var content = File.OpenRead(FullPath(written.Location)))
        {
            var kept = written with { Location = DatabaseCheckpointReader.Location };
            decision = await blobs.SaveAsync(trial, report.Attempt, kept, content, CancellationToken.None);
        }

        Discard(written);
        return decision;
    }

    public void Discard(CheckpointInfo checkpoint)
    {
        var path = FullPath(checkpoint.Location);
        if (File.Exists(path)) { File.Delete(path); }
    }

    public void Release(TrialAssignment assignment)
    {
        var folder = Folder(assignment);
        if (Directory.Exists(folder)) { Directory.Delete(folder, recursive: true); }
    }

    public Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken) =>
        _reader.ListAsync(trial, newest, cancellationToken);

    public Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken) =>
        _reader.OpenAsync(trial, checkpoint, cancellationToken);

    // An attempt that is over may still be in a slow step here while the next one trains: each has a folder of its own.
    private string Folder(TrialAssignment assignment) => Path.Combine(
        scratch.Path,
        assignment.Folder,
        string.Create(CultureInfo.InvariantCulture, $"{LogFolders.TrialName(assignment.Trial.Number)}-attempt-{assignment.Attempt}"));

    [LoggerMessage(LogLevel.Warning, "The checkpoint '{Path}' of trial {Trial} is gone before it was stored: the one before it stays the newest.")]
    private static partial void LogGone(ILogger logger, TrialId trial, string path);
}
