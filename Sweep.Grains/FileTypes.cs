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
    private const int CurrentFolder = -100;
    private const uint TypeAlone = 1;
    private const uint OwnerAlone = 8;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int StatusBytes = 256;
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    private static readonly string[] _descriptors = ["/dev/fd/", "/proc/self/fd/", "/dev/stdin", "/dev/stdout", "/dev/stderr"];

    /// <summary>
    /// Whether a path leads, through links or not, to something that is neither a file nor a folder. Known on Linux alone; false elsewhere.
    /// </summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal)) { return false; }
        var status = new byte[StatusBytes];
        return Status(CurrentFolder, path, 0, TypeAlone, status) == 0
            && (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) is not (Folder or Regular);
    }

    /// <summary>
    /// Whether this process may write a file, or make files in a folder: it has the right, and the disk is not mounted read-only. Nothing
    /// is opened, which would cost the locks of SQLite if the file is its database.
    /// </summary>
    public static bool CanWrite(string path) => OperatingSystem.IsWindows() || Access(path, ToWrite) == 0;

    /// <summary>Whether this process may start a file as a program.</summary>
    public static bool CanExecute(string path) => OperatingSystem.IsWindows() || Access(path, ToExecute) == 0;

    /// <summary>Whether a file belongs to the user of this process. Known on Linux alone; true elsewhere.</summary>
    /// <param name="orOfRoot">Whether root may own it, too.</param>
    public static bool IsOwn(string path, bool orOfRoot = false)
    {
        if (!OperatingSystem.IsLinux()) { return true; }
        var status = new byte[StatusBytes];
        if (Status(CurrentFolder, path, 0, OwnerAlone, status) != 0) { return false; }
        var owner = BitConverter.ToUInt32(status, OwnerOffset);
        return owner == User() || (orOfRoot && owner == 0);
    }

    /// <summary>
    /// Whether a path names a file or pipe that this process was started with, as a shell writes <c>&lt;(command)</c>: it is open already.
    /// </summary>
    public static bool IsDescriptor(string path) => _descriptors.Any(start => path.StartsWith(start, StringComparison.Ordinal));

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint User();

    /// <summary>statx(2), whose answer has the same layout on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
