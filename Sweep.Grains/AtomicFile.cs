using System.Runtime.InteropServices;

namespace Sweep.Grains;

/// <summary>
/// Writes files that are there as a whole or not at all: beside their place, flushed to the disk, then renamed. A reader sees the old
/// content or the new one, and a write that fails leaves the old one.
/// </summary>
/// <remarks>
/// A symbolic link stays, and what it leads to is written. A file that is replaced keeps its mode. A pipe or a device is written to, never
/// replaced.
/// </remarks>
public static class AtomicFile
{
    /// <summary>A pattern that matches the names of files that are still being written.</summary>
    public const string Asides = ".aside-*";

    /// <summary>Writes a file in place of the one that may be there.</summary>
    /// <exception cref="IOException">It cannot be written; what was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder, or the file that is there, may not be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    /// <inheritdoc cref="Write(string, ReadOnlyMemory{byte})"/>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        if (FileTypes.IsSpecial(path) || FileTypes.IsDescriptor(path))
        {
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            write(stream);
            return;
        }

        var target = Target(path);
        WriteAside(target, ModeOf(target), write, aside => File.Move(aside, target, overwrite: true));
    }

    /// <summary>Writes a file unless there is one of its name. Several processes may try at once: one of them does it.</summary>
    /// <param name="mode">Who may read and write it; null for the usual.</param>
    /// <returns>Whether it was written.</returns>
    /// <inheritdoc cref="Write(string, ReadOnlyMemory{byte})"/>
    public static bool WriteIfAbsent(string path, ReadOnlyMemory<byte> content, UnixFileMode? mode = null)
    {
        if (File.Exists(path)) { return false; }
        try
        {
            WriteAside(path, mode, stream => stream.Write(content.Span), aside => TakeName(aside, path));
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>
    /// Where a file is written before it takes its name: hidden, so that no reader of the folder takes it for one of the files there.
    /// </summary>
    public static string Aside(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", $".aside-{Guid.NewGuid():n}");

    private static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    private static UnixFileMode? ModeOf(string target)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(target)) { return null; }

        // Renaming needs no right to the file that it replaces: a file that its owner made read-only stays as it is.
        File.OpenHandle(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        return File.GetUnixFileMode(target);
    }

    private static void WriteAside(string target, UnixFileMode? mode, Action<Stream> write, Action<string> place)
    {
        var aside = Aside(target);
        try
        {
            using (var stream = Create(aside, mode))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            place(aside);
        }
        finally
        {
            // It is gone if all went well.
            Discard(aside);
        }
    }

    private static FileStream Create(string aside, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (mode is not { } given || OperatingSystem.IsWindows()) { return new(aside, options); }

        // Never open to more people than in the end, not even for a moment; then what the process's mask took away is given back.
        options.UnixCreateMode = given;
        var stream = new FileStream(aside, options);
        File.SetUnixFileMode(stream.SafeFileHandle, given);
        return stream;
    }

    private static void TakeName(string aside, string path)
    {
        // Moving looks whether the name is free, and then takes it: of two at once, the second would replace the first's. A second link to
        // a file is given at once or not at all. If the file system has no such links, moving must do.
        if (OperatingSystem.IsWindows() || Link(aside, path) != 0) { File.Move(aside, path, overwrite: false); }
    }

    private static void Discard(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // If it cannot be removed it could not be written either, and that error is on its way.
        }
    }

    /// <summary>link(2): 0, or -1 if the name is taken or the file system has no links.</summary>
    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
