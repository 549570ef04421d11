using System.Globalization;

namespace Sweep.Client.Terminal;

/// <summary>
/// Counts the cores that this process may use. Two logical processors of one core share its arithmetic units, and a training thread uses
/// all of them, so a second trial on the same core slows the first one down.
/// </summary>
internal static class PhysicalCores
{
    private const string AllowedLine = "Cpus_allowed_list:";

    /// <summary>
    /// The number of cores, at least 1. If the system does not tell (it is not Linux, or a container hides it), logical processors are
    /// counted.
    /// </summary>
    /// <param name="logical">Number of logical processors according to .NET, which also knows of quotas.</param>
    /// <param name="status">The system's page about this process.</param>
    /// <param name="processors">The system's folder of processors.</param>
    public static int Count(int logical, string status = "/proc/self/status", string processors = "/sys/devices/system/cpu")
    {
        try
        {
            var allowed = File.ReadLines(status)
                .First(line => line.StartsWith(AllowedLine, StringComparison.Ordinal))[AllowedLine.Length..];

            // The list may also name processors that do not exist, because a virtual machine could be given them later.
            var siblings = Numbers(allowed)
                .Select(processor => Path.Combine(processors, $"cpu{processor}", "topology", "thread_siblings_list"));
            var cores = siblings.Where(File.Exists).Select(File.ReadAllText).Distinct().Count();
            return cores == 0 ? logical : Math.Min(cores, logical);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException
            or FormatException or OverflowException or ArgumentException)
        {
            return logical;
        }
    }

    /// <summary>The numbers of a list such as 0-3,8.</summary>
    private static IEnumerable<int> Numbers(string list) => list.Split(',', StringSplitOptions.TrimEntries).SelectMany(part =>
    {
        var ends = part.Split('-');
        var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
        return Enumerable.Range(first, int.Parse(ends[^1], CultureInfo.InvariantCulture) - first + 1);
    });
}
