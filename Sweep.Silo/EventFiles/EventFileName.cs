using System.Globalization;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Names event files. TensorBoard reads the files of a run in the order of their names, so a later attempt's name must sort after all that
/// are there, whatever the machine and its clock.
/// </summary>
internal static class EventFileName
{
    private const string Prefix = "events.out.tfevents.";
    private const string Live = ".sherlock";
    private const string Exported = ".sherlock-export";

    /// <summary>The path of the next file in <paramref name="folder"/>, which must exist.</summary>
    public static string Next(string folder, int attempt, DateTimeOffset now, bool isExported = false)
    {
        // The name begins with the seconds. Without this, two attempts within one second, or from machines with different clocks, would
        // sort by chance.
        var newest = InOrder(folder).Select(SecondsOf).DefaultIfEmpty(-1).Max();
        var seconds = Math.Max(now.ToUnixTimeSeconds(), newest + 1);
        var name = Create(seconds, Environment.MachineName, Environment.ProcessId, attempt, isExported);
        return Path.Combine(folder, name);
    }

    /// <summary>Whether a file with this name was written by a silo that trained.</summary>
    public static bool IsLive(string path) => Is(path, Live);

    /// <summary>Whether a file with this name was written by an export.</summary>
    public static bool IsExported(string path) => Is(path, Exported);

    public static string Create(long unixSeconds, string host, int processId, int attempt, bool isExported = false) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{unixSeconds:D10}.{host}.{processId}.{attempt:D4}{(isExported ? Exported : Live)}");

    /// <summary>The event files of a folder, in the order in which TensorBoard reads them.</summary>
    public static string[] InOrder(string folder)
    {
        var files = Directory.GetFiles(folder, Prefix + "*");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static bool Is(string path, string suffix) =>
        Path.GetFileName(path) is var name
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(suffix, StringComparison.Ordinal);

    private static long SecondsOf(string path)
    {
        var seconds = Path.GetFileName(path).AsSpan(Prefix.Length);
        var end = seconds.IndexOf('.');
        return end >= 0 && long.TryParse(seconds[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }
}
