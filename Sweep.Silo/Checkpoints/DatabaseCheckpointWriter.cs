using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Files;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Keeps checkpoints in the database, so that machines need no shared disk. Training writes a file into this process's scratch folder; the
/// file is removed when its bytes are stored.
/// </summary>
internal sealed partial class DatabaseCheckpointWriter(
    ICheckpointBlobs blobs, ScratchFolder scratch, ILogger<DatabaseCheckpointWriter> logger) : ICheckpointWriter
{
    public void Prepare(TrialAssignment assignment) => Directory.CreateDirectory(Path.Combine(scratch.Path, assignment.Folder));

    public string Location(TrialAssignment assignment, long step)
    {
        var folder = Folder(assignment);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"step-{step:D9}.safetensors"));
    }

    public string FullPath(string location) => Path.Combine(scratch.Path, location);

    public async Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report)
    {
        var written = report.Checkpoint!;
        return await SaveAsync(trial, report.Attempt, written) ?? await grain.ReportAsync(report with { Checkpoint = null });
    }

    public void Tidy(CheckpointInfo kept, long? best) => Discard(kept);

    public void Discard(CheckpointInfo checkpoint) => CheckpointFolder.Remove(FullPath(checkpoint.Location));

    public void Release(TrialAssignment assignment)
    {
        var folder = Folder(assignment);
        try
        {
            if (Directory.Exists(folder)) { Directory.Delete(folder, recursive: true); }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The trial has ended, and its end is stored. The process removes this folder with its own when it ends.
            LogNotReleased(logger, folder, exception.Message);
        }
    }

    /// <summary>
    /// Stores a written checkpoint. Returns null if its file cannot be read any more, because it was removed or the disk fails. Asking
    /// again would not help: the next checkpoint takes its place.
    /// </summary>
    private async Task<TrialDecision?> SaveAsync(TrialId trial, int attempt, CheckpointInfo written)
    {
        if (Open(trial, written) is not { } content) { return null; }
        await using (content)
        {
            try
            {
                return await blobs.SaveAsync(trial, attempt, written, content, CancellationToken.None);
            }
            catch (UnreadableContentException exception)
            {
                LogGone(logger, trial, exception.Message);
                return null;
            }
        }
    }

    private FileStream? Open(TrialId trial, CheckpointInfo written)
    {
        try
        {
            return RegularFile.OpenRead(FullPath(written.Location));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogGone(logger, trial, exception.Message);
            return null;
        }
    }

    // An attempt that is over may still be in a slow step here while the next one trains, so each attempt has a folder of its own.
    private string Folder(TrialAssignment assignment) => Path.Combine(
        scratch.Path,
        assignment.Folder,
        string.Create(CultureInfo.InvariantCulture, $"{EventFileFolders.TrialName(assignment.Trial.Number)}-attempt-{assignment.Attempt}"));

    [LoggerMessage(LogLevel.Warning, "The folder '{Folder}' of an attempt that has ended cannot be removed: {Problem}")]
    private static partial void LogNotReleased(ILogger logger, string folder, string problem);

    [LoggerMessage(
        LogLevel.Warning,
        "A checkpoint of trial {Trial} cannot be read to be stored, and the one before it stays the newest: {Problem}")]
    private static partial void LogGone(ILogger logger, TrialId trial, string problem);
}
