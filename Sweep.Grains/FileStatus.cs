using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweep.Grains;

/// <summary>Whose a file or a folder is, and who may change it.</summary>
/// <param name="Owner">The number of the user.</param>
/// <param name="Group">The number of the group.</param>
/// <param name="Type">What it is, such as <see cref="Folder"/>.</param>
/// <param name="Mode">Who may do what with it.</param>
internal readonly record struct FileStatus(uint Owner, uint Group, int Type, UnixFileMode Mode)
{
    public const int Folder = 0x4000;
    public const int Regular = 0x8000;
    public const int Link = 0xA000;

    private const uint Root = 0;
    private const int TypeMask = 0xF000;
    private const int ModeMask = 0xFFF;
    private const int CurrentFolder = -100;
    private const int NotTheTarget = 0x100;
    private const int TheHandleItself = 0x1000;
    private const uint TypeModeAndOwners = 1 | 2 | 8 | 16;
    private const int OwnerOffset = 20;
    private const int GroupOffset = 24;
    private const int ModeOffset = 28;
    private const int StatusBytes = 256;

    /// <summary>The status of a path; null if nothing is there, or on other systems than Linux.</summary>
    /// <param name="followsLink">Whether a link stands for what it leads to.</param>
    public static FileStatus? Of(string path, bool followsLink) =>
        OperatingSystem.IsLinux() && !path.Contains('\0', StringComparison.Ordinal)
            ? Read(CurrentFolder, path, followsLink ? 0 : NotTheTarget)
            : null;

    /// <summary>The status of an open file; null on other systems than Linux.</summary>
    public static FileStatus? Of(SafeFileHandle file) =>
        OperatingSystem.IsLinux() ? Read((int)file.DangerousGetHandle(), "", TheHandleItself) : null;

    /// <summary>Whether it belongs to the user of this process.</summary>
    public bool IsOwn => Owner == User();

    /// <summary>Whether other users than its owner may write it.</summary>
    public bool OthersMayWrite => (Mode & UnixFileMode.OtherWrite) != 0 || ((Mode & UnixFileMode.GroupWrite) != 0 && !IsOfOwnGroup);

    // Many systems give each user a group of the same number that has no other member, and let it write what the user makes.
    private bool IsOfOwnGroup => Group == Owner && Owner != Root;

    private static FileStatus? Read(int folder, string path, int flags)
    {
        var status = new byte[StatusBytes];
        if (Status(folder, path, flags, TypeModeAndOwners, status) != 0) { return null; }
        var mode = BitConverter.ToUInt16(status, ModeOffset);
        var (owner, group) = (BitConverter.ToUInt32(status, OwnerOffset), BitConverter.ToUInt32(status, GroupOffset));
        return new(owner, group, mode & TypeMask, (UnixFileMode)(mode & ModeMask));
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint User();

    /// <summary>statx(2), whose answer has the same layout on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
