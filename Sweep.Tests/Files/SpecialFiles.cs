using System.Runtime.InteropServices;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Files;

/// <summary>Pipes that have a name in a folder.</summary>
internal static class SpecialFiles
{
    private const uint OwnerReadsAndWrites = 0x180;

    /// <summary>Makes a pipe: opening it waits for its other end.</summary>
    /// <returns>Its path.</returns>
    public static string MakePipe(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Assert.Equal(0, MakeFifo(path, OwnerReadsAndWrites));
        return path;
    }

    /// <summary>Does something that must not wait for a pipe's other end; a failure of the test if it waits.</summary>
    public static Task<T> AtOnceAsync<T>(Func<T> work) =>
        Task.Run(work).InTimeAsync();

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
