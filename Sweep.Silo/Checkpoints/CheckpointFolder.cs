using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Files;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// A trial's checkpoint files: <c>checkpoints/SWEEP/trial-0007/step-000001234-attempt-2.safetensors</c>. Two are kept: the newest and the
/// best, or the newest two if they are the same or there is no best one.
/// </summary>
/// <remarks>
/// On a disk that machines share, an attempt that is over may wake up late and delete what it wrote last. That must never be a file of the
/// next attempt, so the files of each attempt have names of their own. Files without an attempt in their name come from earlier versions
/// and count as older than all others of their step.
/// </remarks>
/// <param name="root">The checkpoints folder.</param>
internal sealed partial class CheckpointFolder(string root)
{
    private const string Pattern = "step-*.safetensors";

    // The second is the name of earlier versions.
    private static readonly string[] _unfinished = [AtomicFile.Asides, "step-*.safetensors.*.tmp"];

    /// <summary>Makes the folder of a trial's checkpoints, and returns the checkpoint's path relative to the root.</summary>
    public string Location(TrialAssignment assignment, long step)
    {
        var folder = Folder(assignment);
        Directory.CreateDirectory(Path.Combine(root, folder));
        return Path.Combine(
            folder, string.Create(CultureInfo.InvariantCulture, $"step-{step:D9}-attempt-{assignment.Attempt}.safetensors"));
    }

    /// <summary>The absolute path of a location.</summary>
    public string FullPath(string location) => Path.Combine(root, location);

    /// <summary>The checkpoint files of a trial up to a step, newest first.</summary>
    public IEnumerable<string> Candidates(CheckpointInfo newest)
    {
        var file = new FileInfo(FullPath(newest.Location));
        if (file.Directory is not { Exists: true } folder) { return []; }

        // The database does not have yet what a later attempt wrote at this step.
        var last = (newest.Step, Name(file.Name)?.Attempt ?? int.MaxValue);
        return Files(folder).Where(candidate => candidate.Name.CompareTo(last) <= 0).Select(candidate => candidate.Path);
    }

    /// <summary>Reads step and size of a checkpoint file from its name and length.</summary>
    /// <param name="path">One of the <see cref="Candidates"/>.</param>
    public CheckpointInfo Info(string path) =>
        new(Name(Path.GetFileName(path))!.Value.Step, Path.GetRelativePath(root, path), new FileInfo(path).Length);

    /// <summary>
    /// Removes all checkpoints of a trial up to one that the database has, except this one and the best, or the one before it. Files of
    /// later steps stay, because they may be those of a later attempt.
    /// </summary>
    /// <param name="best">The step of the trial's best point; null before the first.</param>
    public void Trim(CheckpointInfo kept, long? best)
    {
        var file = new FileInfo(FullPath(kept.Location));
        if (file.Directory is not { Exists: true } folder || Name(file.Name) is not { } own) { return; }
        var all = Files(folder);
        var other = best != own.Step && all.Exists(candidate => candidate.Name.Step == best)
            ? all.Find(candidate => candidate.Name.Step == best)
            : all.Find(candidate => candidate.Name.Step < own.Step);
        foreach (var (path, name) in all)
        {
            if (name.CompareTo(own) < 0 && path != other.Path) { Remove(path); }
        }
    }

    /// <summary>Removes the checkpoints that a trial's attempts up to one have written.</summary>
    /// <param name="folder">The folder of its sweep.</param>
    /// <returns>The number of bytes that they had.</returns>
    /// <exception cref="SherlockException">A file cannot be removed.</exception>
    public long Remove(string folder, int trial, int lastAttempt)
    {
        var files = new DirectoryInfo(EventFileFolders.Trial(root, folder, trial));
        if (!files.Exists) { return 0; }
        var bytes = 0L;
        foreach (var file in files.GetFiles(Pattern).Where(file => Name(file.Name) is { } name && name.Attempt <= lastAttempt))
        {
            bytes += file.Length;
            Remove(file.FullName);
        }

        return bytes;
    }

    /// <summary>Removes a file if it exists.</summary>
    /// <exception cref="SherlockException">The file cannot be removed. The disk is at fault, not the trial.</exception>
    public static void Remove(string path)
    {
        try
        {
            if (File.Exists(path)) { File.Delete(path); }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"The checkpoint '{path}' cannot be removed: {exception.Message}", SherlockException.OutOfReach, exception);
        }
    }

    /// <summary>
    /// Makes the folder of a sweep's checkpoints, so that a disk that is not there is known before training. Then removes the trial's files
    /// that a killed process left half-written. Call it only before an attempt begins: later such a file may be the attempt's own.
    /// </summary>
    public void Prepare(TrialAssignment assignment)
    {
        Directory.CreateDirectory(Path.Combine(root, assignment.Folder));
        var folder = Path.Combine(root, Folder(assignment));

        // A new trial has no folder yet.
        if (!Directory.Exists(folder)) { return; }
        foreach (var path in _unfinished.SelectMany(pattern => Directory.GetFiles(folder, pattern)))
        {
            File.Delete(path);
        }
    }

    /// <summary>The checkpoint files of a trial's folder, newest first.</summary>
    private static List<(string Path, (long Step, int Attempt) Name)> Files(DirectoryInfo folder) =>
    [
        .. folder.GetFiles(Pattern)
            .Select(file => (Path: file.FullName, Name: Name(file.Name)))
            .Where(file => file.Name is not null)
            .Select(file => (file.Path, Name: file.Name!.Value))
            .OrderByDescending(file => file.Name),
    ];

    private static string Folder(TrialAssignment assignment) =>
        Path.Combine(assignment.Folder, EventFileFolders.TrialName(assignment.Trial.Number));

    /// <summary>Step and attempt from a file's name; null if it is not the name of a checkpoint.</summary>
    private static (long Step, int Attempt)? Name(string file) =>
        FileName().Match(file) is { Success: true } match
        && long.TryParse(match.Groups["step"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
        && int.TryParse(
            match.Groups["attempt"] is { Success: true } given ? given.ValueSpan : "0",
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var attempt)
            ? (step, attempt)
            : null;

    [GeneratedRegex(@"^step-(?<step>[0-9]+)(-attempt-(?<attempt>[0-9]+))?\.safetensors$", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
