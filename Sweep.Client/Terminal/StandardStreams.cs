using System.Runtime.InteropServices;

namespace Sweep.Client.Terminal;

/// <summary>
/// Standard output and standard error as all of this process writes to them: neither can end it. Verbs, logs and libraries reach them
/// through <see cref="Console"/>.
/// </summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;
    private const int GetFlags = 1;

    /// <summary>Makes both streams of this process forgiving.</summary>
    /// <returns>Standard output, which knows whether the result was written.</returns>
    public static ForgivingWriter Forgive()
    {
        var output = new ForgivingWriter(IsInherited(Output) ? Console.Out : null);
        Console.SetOut(output);
        Console.SetError(new ForgivingWriter(IsInherited(Error) ? Console.Error : null));
        return output;
    }

    /// <summary>
    /// Whether a descriptor is the one that this process was started with. A process that starts without it may give the number to a file
    /// or pipe of its own, which must not be written to; those are closed at exec, and what comes from the parent is not.
    /// </summary>
    private static bool IsInherited(int descriptor) => OperatingSystem.IsWindows() || DescriptorFlags(descriptor, GetFlags) == 0;

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DescriptorFlags(int descriptor, int command);
}
