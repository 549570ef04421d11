using System.Globalization;
using System.Text;
using Sweep.Grains;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Which trial of a sweep shows a model's graph: the first that has the architecture. A thousand trials with the same graph would each show it otherwise.
/// </summary>
internal static class GraphClaim
{
    /// <summary>Whether the trial is the one; it stays so, also for later attempts. Several silos may ask at once.</summary>
    /// <param name="sweepFolder">Where a hidden file keeps the answer.</param>
    public static bool IsOf(string sweepFolder, TrialAssignment assignment)
    {
        var marker = Path.Combine(sweepFolder, ".graph-" + ModelGraph.Architecture(assignment.Hyperparameters));
        var number = assignment.Trial.Number.ToString(CultureInfo.InvariantCulture);
        AtomicFile.WriteIfAbsent(marker, Encoding.UTF8.GetBytes(number));
        return File.ReadAllText(marker) == number;
    }
}
