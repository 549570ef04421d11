using System.Runtime.InteropServices;

namespace Sweep.Client.Terminal;

/// <summary>
/// Makes standard output and standard error safe for the whole process: a failing stream cannot end it. Verbs, logs and libraries use them
/// through <see cref="Console"/>.
/// </summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;
    private const int GetFlags = 1;

    /// <summary>Makes both streams of this process forgiving.</summary>
    /// <returns>Standard output, which records whether the result was written.</returns>
    public static ForgivingWriter Forgive()
    {
        var output = new ForgivingWriter(IsInherited(Output) ? Console.Out : null);
        Console.SetOut(output);
        Console.SetError(new ForgivingWriter(IsInherited(Error) ? Console.Error : null));
        return output;
    }

    /// <summary>
    /// Whether a descriptor is the one that this process was started with. If a process starts without it, the number may belong to a file
    /// or pipe of the process itself, which must not be written to. Those files close at exec, but a descriptor from the parent does not.
    /// </summary>
    private static bool IsInherited(int descriptor) => OperatingSystem.IsWindows() || DescriptorFlags(descriptor, GetFlags) == 0;

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DescriptorFlags(int descriptor, int command);
}
