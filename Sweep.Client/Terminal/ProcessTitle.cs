using System.Globalization;
using System.Text;

namespace Sweep.Client.Terminal;

/// <summary>Removes a secret from what <c>ps</c> shows of this process.</summary>
internal static class ProcessTitle
{
    private const int ArgumentStartField = 48;
    private const int ArgumentEndField = 49;
    private const long LongestArguments = 1 << 21;

    /// <summary>
    /// Overwrites a text in the memory of this process's own command line, on Linux. On other systems, or if the system does not allow it,
    /// nothing happens: the protection is a courtesy, and users give an important secret by environment or file. If a parent process, such
    /// as <c>dotnet run</c>, got the same command line, it still shows the secret.
    /// </summary>
    /// <returns>The number of places that were overwritten.</returns>
    public static int Hide(string secret)
    {
        if (!OperatingSystem.IsLinux() || secret.Length == 0)
        {
            return 0;
        }

        try
        {
            if (ArgumentRange(File.ReadAllText("/proc/self/stat")) is not { } range || range.End - range.Start > LongestArguments)
            {
                return 0;
            }

            using var memory = new FileStream("/proc/self/mem", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return Hide(memory, range.Start, range.End, secret);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The system does not permit it: hardened kernels and containers may refuse it even to the process itself.
            return 0;
        }
    }

    /// <summary>Overwrites each occurrence between two positions, byte for byte, and nothing else.</summary>
    internal static int Hide(Stream memory, long start, long end, string secret)
    {
        var (arguments, sought) = (new byte[end - start], Encoding.UTF8.GetBytes(secret));
        memory.Position = start;
        memory.ReadExactly(arguments);
        var stars = new byte[sought.Length];
        Array.Fill(stars, (byte)'*');
        var count = 0;
        for (var from = 0; arguments.AsSpan(from).IndexOf(sought) is var at and >= 0; from += at + sought.Length)
        {
            memory.Position = start + from + at;
            memory.Write(stars);
            count++;
        }

        return count;
    }

    /// <summary>
    /// The addresses of the arguments, from the line of <c>/proc/self/stat</c>; null if it does not give them. They are fields 48 and 49 of
    /// proc(5).
    /// </summary>
    internal static (long Start, long End)? ArgumentRange(string stat)
    {
        // The second field is the program's name in parentheses; the name itself may contain blanks and parentheses.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        const int Before = 3;
        return fields.Length > ArgumentEndField - Before
            && long.TryParse(fields[ArgumentStartField - Before], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && long.TryParse(fields[ArgumentEndField - Before], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && start > 0 && end > start
                ? (start, end)
                : null;
    }
}
