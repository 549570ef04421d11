using System.Globalization;

namespace Sweep.Client.Terminal;

/// <summary>
/// Cores that this process may use. Two logical processors of one core share its arithmetic, all of which a training thread wants, so that a second trial on
/// a core slows the first one down.
/// </summary>
internal static class PhysicalCores
{
    private const string AllowedLine = "Cpus_allowed_list:";

    /// <summary>At least 1. Where the system does not tell (it is not Linux, or a container hides it), logical processors are counted.</summary>
    /// <param name="logical">Logical processors, as .NET counts them: it knows of quotas too.</param>
    /// <param name="status">The system's page on this process.</param>
    /// <param name="processors">The system's folder of processors.</param>
    public static int Count(int logical, string status = "/proc/self/status", string processors = "/sys/devices/system/cpu")
    {
        try
        {
            var allowed = File.ReadLines(status).First(line => line.StartsWith(AllowedLine, StringComparison.Ordinal))[AllowedLine.Length..];

            // Also processors that are not there may be allowed: a virtual machine could be given them later.
            var siblings = Numbers(allowed).Select(processor => Path.Combine(processors, $"cpu{processor}", "topology", "thread_siblings_list"));
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
