using System.Globalization;
using System.Text;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Files;

namespace Sweep.Silo.EventFiles;

/// <summary>Names of trials' folders that say what varies: <c>trial-0003,cell=basic,learning_rate=0.05</c>.</summary>
internal static class RunNames
{
    // File systems take names of 255 bytes, and TensorBoard's pages have less room.
    private const int Longest = 200;

    /// <summary>The name of a trial's run. What would make it too long is left out.</summary>
    public static string Of(SweepSpec spec, TrialAssignment assignment) => Values(spec, assignment).Aggregate(
        EventFileFolders.TrialName(assignment.Trial.Number),
        (name, value) => Encoding.UTF8.GetByteCount(name) + 1 + Encoding.UTF8.GetByteCount(value) <= Longest ? $"{name},{value}" : name);

    /// <summary>Gives a trial's folder another name, if an earlier export named it differently.</summary>
    /// <param name="folder">The folder by the name that it should have.</param>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public static void Rename(string folder, int number)
    {
        var sweepFolder = Path.GetDirectoryName(folder)!;
        if (Directory.Exists(folder) || !Directory.Exists(sweepFolder)) { return; }
        if (Folders(sweepFolder, number).FirstOrDefault() is { } earlier) { Directory.Move(earlier, folder); }
    }

    /// <summary>All folders of a trial, by whatever names.</summary>
    public static IEnumerable<string> Folders(string sweepFolder, int number) =>
        from folder in Directory.EnumerateDirectories(sweepFolder, EventFileFolders.TrialName(number) + "*")
        where Path.GetFileName(folder).Split(',')[0] == EventFileFolders.TrialName(number)
        select folder;

    /// <summary>A value as a part of a file's name: what separates folders or names, and what no file may have, is replaced.</summary>
    private static string Safe(string value) =>
        string.Concat(value.Select(c => c is '/' or '\\' or ':' or ',' || char.IsControl(c) ? '_' : c));

    private static IEnumerable<string> Values(SweepSpec spec, TrialAssignment assignment)
    {
        foreach (var name in spec.Varied.Where(name => spec.Values(name).Length != 1 && spec.Has(assignment.Hyperparameters, name)))
        {
            yield return $"{name}={Safe(assignment.Hyperparameters.Text(name))}";
        }

        if (spec.Seeds.Length > 1) { yield return string.Create(CultureInfo.InvariantCulture, $"seed={assignment.Seed}"); }
    }
}
