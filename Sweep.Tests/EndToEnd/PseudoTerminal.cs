using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweep.Tests.EndToEnd;

/// <summary>A terminal that a test holds the screen of. After <see cref="Dispose"/> it is gone, as a window that was closed.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    // O_RDWR, O_NOCTTY and O_CLOEXEC of Linux: a program that inherited the screen would keep its own terminal alive.
    private const int Flags = 0x2 | 0x100 | 0x80000;

    private readonly FileStream _screen;

    public PseudoTerminal()
    {
        var descriptor = Checked(Open(Flags));
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Checked(Grant(descriptor));
        Checked(Unlock(descriptor));
        var name = new byte[64];
        Checked(Name(descriptor, name, name.Length));
        Path = System.Text.Encoding.UTF8.GetString(name).TrimEnd('\0');
        _screen = new(handle, FileAccess.Read, bufferSize: 0);
    }

    /// <summary>The device that a program writes to.</summary>
    public string Path { get; }

    /// <summary>Waits until the program has drawn something.</summary>
    public async Task WaitForTextAsync(CancellationToken cancellationToken) =>
        Assert.NotEqual(0, await _screen.ReadAsync(new byte[1], cancellationToken));

    public void Dispose() => _screen.Dispose();

    private static int Checked(int result) => result < 0 ? throw new Win32Exception(Marshal.GetLastPInvokeError()) : result;

    [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(int flags);

    [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Grant(int descriptor);

    [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unlock(int descriptor);

    [DllImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Name(int descriptor, byte[] name, nint length);
}
