using System.Globalization;
using System.Text;
using Sweep.Grains;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Decides which trial of a sweep shows a model's graph: the first one with the architecture. Otherwise a thousand trials would each show
/// the same graph.
/// </summary>
internal static class GraphOwner
{
    /// <summary>
    /// Whether this is the trial. The answer stays the same for later attempts, and several silos may ask at the same time.
    /// </summary>
    /// <param name="sweepFolder">The folder in which a hidden file keeps the answer.</param>
    /// <param name="architecture">A name for everything that the graph depends on.</param>
    public static bool IsOf(string sweepFolder, string architecture, TrialAssignment assignment)
    {
        var marker = Path.Combine(sweepFolder, ".graph-" + architecture);
        var number = assignment.Trial.Number.ToString(CultureInfo.InvariantCulture);
        AtomicFile.WriteIfAbsent(marker, Encoding.UTF8.GetBytes(number));
        return File.ReadAllText(marker) == number;
    }
}
