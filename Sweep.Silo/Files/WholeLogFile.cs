using System.Runtime.InteropServices;

namespace Sweep.Silo.Files;

/// <summary>Files among the logs that are there as a whole or not at all: readers, and writers on other machines, may come at any moment.</summary>
internal static class WholeLogFile
{
    /// <summary>Writes a file in place of the one that may be there.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var aside = Aside(path);
        try
        {
            File.WriteAllBytes(aside, content);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Writes a file unless it is there.</summary>
    public static void WriteOnce(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path)) { return; }
        var aside = Aside(path);
        try
        {
            File.WriteAllBytes(aside, content);

            // Moving looks whether the name is free, and then takes it: of two at once, the second would replace the first's. A second link to a file is given at
            // once or not at all. Where the file system has no such links, moving must do.
            if (Link(aside, path) != 0) { File.Move(aside, path, overwrite: false); }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else was first: that is what was asked for.
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Where a file is written before it takes its name; no reader of logs takes it for an event file.</summary>
    public static string Aside(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".aside-{Guid.NewGuid():n}");

    /// <summary>link(2): 0, or -1 where the name is taken or the file system cannot.</summary>
    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
