using System.Runtime.InteropServices;

namespace Sweep.Model.Native;

/// <summary>Loads shared libraries through the operating system, and returns its own error message if that fails.</summary>
internal static class DynamicLinker
{
    /// <summary>
    /// Loads the library for the rest of the process; if that fails, <paramref name="complaint"/> is one line that says why.
    /// </summary>
    public static bool TryLoad(string path, out string complaint)
    {
        try
        {
            if (File.Exists(path) && LibraryFile.IsCutOff(path))
            {
                complaint = "file too short for its ELF header";
                return false;
            }
            // Load says why it failed; TryLoad does not.
            NativeLibrary.Load(path);
            complaint = "";
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or IOException
            or UnauthorizedAccessException)
        {
            complaint = OneLine(exception.Message).Replace($"{path}: ", "", StringComparison.Ordinal);
            return false;
        }
    }

    /// <summary>
    /// Returns the operating system's message without the runtime's general hints before it, which end in a line with a colon.
    /// </summary>
    public static string OneLine(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var own = lines.Length > 1 && lines[0].EndsWith(':') ? lines.Skip(1) : lines;
        return string.Join("; ", own.Distinct());
    }
}
