using System.Globalization;

namespace Sweep.Silo.TensorBoard;

/// <summary>
/// Names of event files. TensorBoard reads the files of a run in the order of their names, so a later attempt's name must sort after all
/// that are there, whatever the machine and its clock.
/// </summary>
internal static class EventFileName
{
    private const string Prefix = "events.out.tfevents.";
    private const string Suffix = ".sherlock";

    /// <summary>The path of the next file in <paramref name="folder"/>, which must exist.</summary>
    public static string Next(string folder, int attempt, DateTimeOffset now)
    {
        // The seconds lead the name: two attempts within one second, or clocks that disagree, would sort by chance without this.
        var newest = InOrder(folder).Select(SecondsOf).DefaultIfEmpty(-1).Max();
        var name = Create(Math.Max(now.ToUnixTimeSeconds(), newest + 1), Environment.MachineName, Environment.ProcessId, attempt);
        return Path.Combine(folder, name);
    }

    /// <summary>Whether a file of that name is one of this program's.</summary>
    public static bool IsOurs(string path) =>
        Path.GetFileName(path) is var name && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);

    public static string Create(long unixSeconds, string host, int processId, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{unixSeconds:D10}.{host}.{processId}.{attempt:D4}{Suffix}");

    /// <summary>The event files of a folder as TensorBoard reads them.</summary>
    public static string[] InOrder(string folder)
    {
        var files = Directory.GetFiles(folder, Prefix + "*");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static long SecondsOf(string path)
    {
        var seconds = Path.GetFileName(path).AsSpan(Prefix.Length);
        var end = seconds.IndexOf('.');
        return end >= 0 && long.TryParse(seconds[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }
}
