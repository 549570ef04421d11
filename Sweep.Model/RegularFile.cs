using System.Runtime.InteropServices;

namespace Sweep.Model;

/// <summary>Reads files that people name. A pipe or a device is refused at once, because it may let its reader wait without end.</summary>
internal static class RegularFile
{
    private const int CurrentFolder = -100;
    private const uint TypeAlone = 1;
    private const int ModeOffset = 28;
    private const int StatusBytes = 256;
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    /// <exception cref="IOException">It is a pipe or a device, or cannot be opened.</exception>
    public static FileStream OpenRead(string path) =>
        IsSpecial(path) ? throw new IOException("it is a pipe or a device; expected a file.") : File.OpenRead(path);

    /// <inheritdoc cref="OpenRead"/>
    public static byte[] ReadAllBytes(string path)
    {
        using var file = OpenRead(path);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    // Known on Linux alone. Opening a pipe to look at it would wait for its other end.
    private static bool IsSpecial(string path)
    {
        var status = new byte[StatusBytes];
        return OperatingSystem.IsLinux()
            && Status(CurrentFolder, path, 0, TypeAlone, status) == 0
            && (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) is not (Folder or Regular);
    }

    /// <summary>statx(2), whose answer has the same layout on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
