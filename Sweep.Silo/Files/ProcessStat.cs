using System.Globalization;

namespace Sweep.Silo.Files;

/// <summary>What Linux says of a process.</summary>
/// <param name="Name">The name of its program, shortened.</param>
/// <param name="Parent">The id of the process that started it.</param>
/// <param name="Own">Its processor time.</param>
/// <param name="Ended">The processor time of its children that have ended.</param>
internal sealed record ProcessStat(string Name, int Parent, TimeSpan Own, TimeSpan Ended)
{
    // Linux counts in this unit for programs, whatever the kernel's own is.
    private static readonly TimeSpan _unit = TimeSpan.FromMilliseconds(10);

    /// <summary>Null if there is no such process, or this is not Linux.</summary>
    public static ProcessStat? Read(int id)
    {
        try
        {
            return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The processes that a process has started, directly.</summary>
    public static IEnumerable<ProcessStat> ChildrenOf(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let stat = int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Read(id) : null
        where stat?.Parent == parent
        select stat;

    internal static ProcessStat Parse(string text)
    {
        // The name is in parentheses, and may contain some.
        var (begin, end) = (text.IndexOf('('), text.LastIndexOf(')'));
        var fields = text[(end + 2)..].Split(' ');
        return new(text[(begin + 1)..end], (int)Number(1), _unit * (Number(11) + Number(12)), _unit * (Number(13) + Number(14)));

        long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
