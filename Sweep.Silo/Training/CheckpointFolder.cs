using System.Globalization;
using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Training;

/// <summary>A trial's checkpoint files: <c>checkpoints/SWEEP/trial-0007/step-000001234.safetensors</c>, the newest two.</summary>
/// <param name="root">The checkpoints folder.</param>
internal sealed class CheckpointFolder(string root)
{
    private const int Kept = 2;
    private const string Pattern = "step-*.safetensors";
    private const string Unfinished = "step-*.safetensors.*.tmp";

    /// <summary>Where the checkpoint of a step goes, relative to the root; its folder is made.</summary>
    public string Location(TrialAssignment assignment, long step)
    {
        var folder = Path.Combine(assignment.Folder, LogFolders.TrialName(assignment.Trial.Number));
        Directory.CreateDirectory(Path.Combine(root, folder));
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"step-{step:D9}.safetensors"));
    }

    /// <summary>The absolute path of a location.</summary>
    public string FullPath(string location) => Path.Combine(root, location);

    /// <summary>The checkpoint files of a trial up to a step, newest first.</summary>
    public IEnumerable<string> Candidates(CheckpointInfo newest)
    {
        var file = new FileInfo(FullPath(newest.Location));
        return file.Directory is { Exists: true } folder
            ? folder.GetFiles(Pattern).Select(candidate => candidate.FullName)
                .Where(path => string.CompareOrdinal(Path.GetFileName(path), file.Name) <= 0)
                .OrderDescending(StringComparer.Ordinal)
            : [];
    }

    /// <summary>What a checkpoint file's name and size say.</summary>
    public CheckpointInfo Info(string path) => new(
        long.Parse(Path.GetFileNameWithoutExtension(path).AsSpan("step-".Length), NumberStyles.None, CultureInfo.InvariantCulture),
        Path.GetRelativePath(root, path),
        new FileInfo(path).Length);

    /// <summary>Removes all but the newest two up to a checkpoint that the database has.</summary>
    public void Trim(CheckpointInfo newest)
    {
        foreach (var path in Candidates(newest).Skip(Kept))
        {
            File.Delete(path);
        }
    }

    /// <summary>Removes what a killed process left half-written. Only before an attempt begins: later it might be the attempt's own.</summary>
    public void RemoveUnfinished(TrialAssignment assignment)
    {
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(FullPath(Location(assignment, 0)))!, Unfinished))
        {
            File.Delete(path);
        }
    }
}
