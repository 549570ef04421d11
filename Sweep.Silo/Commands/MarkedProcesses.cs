using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sweep.Silo.Files;

namespace Sweep.Silo.Commands;

/// <summary>
/// The processes that have a variable in their environment which they inherited from one command: the command, and everything that it
/// started, directly or not.
/// </summary>
/// <param name="mark">The variable, as NAME=VALUE.</param>
internal sealed class MarkedProcesses(string mark)
{
    private const int MostRounds = 100;

    private readonly byte[] _mark = Encoding.UTF8.GetBytes(mark + '\0');

    /// <summary>Kills them, and those that they start meanwhile.</summary>
    /// <returns>False if there were new ones each time.</returns>
    public bool Kill()
    {
        // A process may have started another one before it was killed.
        for (var round = 0; round < MostRounds; round++)
        {
            if (!KillAll()) { return true; }
        }

        return false;
    }

    /// <summary>The memory that they have in use, in bytes. What some of them share is counted once if that makes a difference.</summary>
    /// <param name="limit">The number from which on it makes a difference.</param>
    public long Memory(long limit)
    {
        List<int> ids = [.. Ids()];
        var resident = 1024 * ids.Sum(id => Kilobytes(id, "status", "VmRSS:"));
        return resident <= limit ? resident : 1024 * ids.Sum(id => Kilobytes(id, "smaps_rollup", "Pss:"));
    }

    /// <summary>The processor time of those that have not ended.</summary>
    public TimeSpan Processor() => TimeSpan.FromTicks(Ids().Sum(id => ProcessStat.Read(id)?.Own.Ticks ?? 0));

    /// <returns>Whether there was one.</returns>
    private bool KillAll()
    {
        var isAny = false;
        foreach (var id in Ids()) { isAny |= Kill(id); }
        return isAny;
    }

    private IEnumerable<int> Ids()
    {
        if (!OperatingSystem.IsLinux()) { yield break; }
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && IsMarked(Read(Path.Combine(folder, "environ")))) { yield return id; }
        }
    }

    private bool IsMarked(byte[] environment)
    {
        var rest = environment.AsSpan();
        for (var at = rest.IndexOf(_mark); at >= 0; at = rest.IndexOf(_mark))
        {
            if (at == 0 || rest[at - 1] == 0) { return true; }
            rest = rest[(at + 1)..];
        }

        return false;
    }

    private static bool Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended, or it has become another user's.
            return false;
        }
    }

    private static long Kilobytes(int id, string file, string key)
    {
        var lines = Encoding.ASCII.GetString(Read($"/proc/{id}/{file}")).Split('\n');
        return lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
            && long.TryParse(line[key.Length..].TrimEnd('B', 'k'), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or it is another user's.
            return [];
        }
    }
}
