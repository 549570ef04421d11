using System.Formats.Tar;
using Sweep.Grains;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>
/// A folder as a tar archive, in which a command's checkpoint is stored. Equal folders make equal archives: names are in order, and times
/// and owners are left out. Files are copied in blocks, however large they are.
/// </summary>
internal static class CheckpointArchive
{
    /// <summary>The last entry, which shows that the archive is complete.</summary>
    private const string EndName = ".sherlock-end";

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes a folder.</summary>
    /// <exception cref="CommandException">It has something that is no file, no folder and no link inside it.</exception>
    /// <exception cref="IOException">The folder cannot be read, or the archive cannot be written.</exception>
    public static void Write(DirectoryInfo folder, Stream destination)
    {
        using var archive = new TarWriter(destination, TarEntryFormat.Pax, leaveOpen: true);
        Write(folder, "", archive);
        Write(archive, new PaxTarEntry(TarEntryType.RegularFile, EndName));
    }

    /// <summary>Writes the content of an archive into an empty folder.</summary>
    /// <exception cref="UnusableCheckpointException">The archive is damaged, or something in it leads out of the folder.</exception>
    public static void Extract(Stream source, DirectoryInfo folder)
    {
        try
        {
            using var archive = new TarReader(source);
            while (archive.GetNextEntry() is { } entry)
            {
                if (entry.Name == EndName) { return; }
                Extract(entry, folder.FullName);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new UnusableCheckpointException($"It is damaged: {exception.Message}", exception);
        }

        throw new UnusableCheckpointException("It is damaged: its end is missing.");
    }

    private static void Write(DirectoryInfo folder, string prefix, TarWriter archive)
    {
        foreach (var item in Read(folder.Name, folder.GetFileSystemInfos).OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            var name = prefix + item.Name;
            if (name == EndName) { throw new CommandException($"The checkpoint has '{name}'; allowed: any other name"); }
            if (item.LinkTarget is { } target)
            {
                Write(archive, new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = Inside(name, target) });
            }
            else if (item is DirectoryInfo inner)
            {
                Write(archive, new PaxTarEntry(TarEntryType.Directory, name + '/') { Mode = Readable | Executable });
                Write(inner, name + '/', archive);
            }
            else
            {
                WriteFile(archive, (FileInfo)item, name);
            }
        }
    }

    private static void WriteFile(TarWriter archive, FileInfo file, string name)
    {
        try
        {
            RegularFile.Require(file.FullName);
        }
        catch (IOException exception)
        {
            throw new CommandException(
                $"The checkpoint has '{name}', which is no file; allowed: files, folders, and links between them", exception);
        }

        using var content = Read(name, file.OpenRead);
        var mode = Readable | (OperatingSystem.IsWindows() ? 0 : Read(name, () => file.UnixFileMode) & Executable);
        Write(archive, new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = mode });
    }

    /// <summary>Reads what the command has written. If that cannot be read, the disk is not at fault.</summary>
    private static T Read<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"The checkpoint's '{name}' cannot be read; allowed: not to touch a checkpoint that is reported", exception);
        }
    }

    private static void Write(TarWriter archive, PaxTarEntry entry)
    {
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        archive.WriteEntry(entry);
    }

    private static string Inside(string name, string target) => LeadsOut(name, target)
        ? throw new CommandException($"The checkpoint has the link '{name}' to '{target}'; allowed: links that stay in its folder")
        : target;

    private static void Extract(TarEntry entry, string root)
    {
        var name = entry.Name.TrimEnd('/');
        var path = Path.Combine(root, name);
        if (LeadsOut(name, ".") || HasLink(root, name)) { throw new InvalidDataException($"'{name}' leads out of its folder."); }
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(path);
                break;
            case TarEntryType.SymbolicLink when !LeadsOut(name, entry.LinkName):
                File.CreateSymbolicLink(path, entry.LinkName);
                break;
            case TarEntryType.RegularFile:
                entry.ExtractToFile(path, overwrite: false);
                break;
            default:
                throw new InvalidDataException($"'{name}' is a link that leads out of its folder, or no file.");
        }
    }

    /// <summary>Whether a link leads out of the folder. '..' may only come first: after another link it could lead anywhere.</summary>
    private static bool LeadsOut(string name, string target)
    {
        var depth = name.Count(letter => letter == '/');
        var parts = target.Split('/');
        var up = parts.TakeWhile(part => part == "..").Count();
        return name.Split('/').Any(part => part is "" or "." or "..")
            || Path.IsPathRooted(target)
            || up > depth
            || parts.Skip(up).Contains("..");
    }

    /// <summary>Whether a folder above a name is a link.</summary>
    private static bool HasLink(string root, string name)
    {
        var path = root;
        return name.Split('/').SkipLast(1).Any(part => new FileInfo(path = Path.Combine(path, part)).LinkTarget is not null);
    }
}
