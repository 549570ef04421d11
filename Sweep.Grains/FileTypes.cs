using System.Runtime.InteropServices;

namespace Sweep.Grains;

/// <summary>
/// Tells ordinary files from pipes, devices and sockets, and what may be written, without opening anything: opening a pipe waits for its
/// other end.
/// </summary>
internal static class FileTypes
{
    private const int ToWrite = 2;
    private const int ToExecute = 1;

    private static readonly string[] _descriptors = ["/dev/fd/", "/proc/self/fd/", "/dev/stdin", "/dev/stdout", "/dev/stderr"];

    /// <summary>
    /// Whether a path leads, through links or not, to something that is neither a file nor a folder. Known on Linux alone; false elsewhere.
    /// </summary>
    public static bool IsSpecial(string path) =>
        FileStatus.Of(path, followsLink: true) is { Type: not (FileStatus.Folder or FileStatus.Regular) };

    /// <summary>
    /// Whether this process may write a file, or make files in a folder: it has the right, and the disk is not mounted read-only. Nothing
    /// is opened, which would cost the locks of SQLite if the file is its database.
    /// </summary>
    public static bool CanWrite(string path) => OperatingSystem.IsWindows() || Access(path, ToWrite) == 0;

    /// <summary>Whether this process may start a file as a program.</summary>
    public static bool CanExecute(string path) => OperatingSystem.IsWindows() || Access(path, ToExecute) == 0;

    /// <summary>
    /// Whether a path names a file or pipe that this process was started with, as a shell writes <c>&lt;(command)</c>: it is open already.
    /// </summary>
    public static bool IsDescriptor(string path) => _descriptors.Any(start => path.StartsWith(start, StringComparison.Ordinal));

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
