using System.Runtime.Versioning;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Serving;

/// <summary>
/// Reads the file of the commands that a silo may run. What stands in it runs as the silo's user, so only that user may be able to change
/// it.
/// </summary>
internal static class CommandPermissions
{
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <exception cref="SherlockException">The file is wrong, or another user could change it.</exception>
    public static TrainableRegistry Load(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path)) { RequireOwn(path); }
        var commands = CommandFile.Load(path);
        var registry = new TrainableRegistry();
        foreach (var (schema, command) in commands)
        {
            if (Executable.Find(command).Problem is { } problem)
            {
                throw new SherlockException($"{path}: {schema.Name}: {problem}; allowed: a program that this machine has");
            }

            if (!Directory.Exists(command.Folder))
            {
                throw new SherlockException($"{path}: {schema.Name}: found no folder {command.Folder}; allowed: a folder to work in");
            }

            registry.Add(new CommandTrainable(schema, command, TimeProvider.System));
        }

        return registry;
    }

    [UnsupportedOSPlatform("windows")]
    private static void RequireOwn(string path)
    {
        var name = Path.GetFullPath(path);
        var file = new FileInfo(name).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? name;
        if (!FileTypes.IsOwn(file)) { throw Foreign(path, "a file", "a file"); }

        // Who may write a folder may put another file, or another link, there.
        string[] folders = [Path.GetDirectoryName(file)!, Path.GetDirectoryName(name)!];
        if (Array.Find(folders, folder => !FileTypes.IsOwn(folder, orOfRoot: true)) is { } foreign)
        {
            throw Foreign(path, $"the folder {foreign}", "a folder");
        }

        foreach (var place in folders.Prepend(file))
        {
            var mode = File.GetUnixFileMode(place);
            if ((mode & Others) != 0 && (place == file || (mode & UnixFileMode.StickyBit) == 0))
            {
                throw new SherlockException($"{path}: found that others may write {place}; allowed: chmod go-w {place}");
            }
        }
    }

    private static SherlockException Foreign(string path, string found, string allowed) =>
        new($"{path}: found {found} of another user; allowed: {allowed} of the silo's own user ({Environment.UserName})");
}
