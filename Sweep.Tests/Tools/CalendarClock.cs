using System.Globalization;

namespace Sweep.Tests.Tools;

/// <summary>
/// The calendar clock of a test's processes, which the test sets while they run. Their monotonic clock stays the machine's.
/// </summary>
internal sealed class CalendarClock
{
    private readonly string _file;

    /// <param name="folder">A folder of the test's own.</param>
    public CalendarClock(string folder)
    {
        _file = Path.Combine(folder, "clock");
        Set(TimeSpan.Zero);
    }

    /// <summary>How much it is ahead of the machine's.</summary>
    public TimeSpan Offset { get; private set; }

    /// <summary>The environment of a process that goes by this clock.</summary>
    public IEnumerable<(string Name, string Value)> Environment =>
        [.. Library, ("FAKETIME_TIMESTAMP_FILE", _file), ("FAKETIME_NO_CACHE", "1")];

    private static IEnumerable<(string Name, string Value)> Library => [("LD_PRELOAD", Find()), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")];

    /// <summary>The environment of a process whose calendar clock is ahead of the machine's for all its life.</summary>
    public static IEnumerable<(string Name, string Value)> Ahead(TimeSpan time) => [.. Library, ("FAKETIME", Text(time))];

    /// <summary>Sets the clock, at once.</summary>
    /// <param name="offset">How much it is ahead of the machine's.</param>
    public void Set(TimeSpan offset)
    {
        Offset = offset;

        // A process that reads the file meanwhile reads the one or the other.
        File.WriteAllText($"{_file}.new", Text(offset));
        File.Move($"{_file}.new", _file, overwrite: true);
    }

    private static string Text(TimeSpan time) => time.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture);

    private static string Find()
    {
        var deep = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 };
        return Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", deep).FirstOrDefault()
            ?? throw new InvalidOperationException("This test needs libfaketime: 'apt-get install faketime' (./test.sh does it).");
    }
}
