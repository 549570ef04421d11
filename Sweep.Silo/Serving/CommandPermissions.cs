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
        var commands = CommandFile.Load(path);
        if (!OperatingSystem.IsWindows()) { RequireOwn(path); }
        var registry = new TrainableRegistry();
        foreach (var (schema, command) in commands)
        {
            if (Executable.Find(command).Problem is { } problem)
            {
                throw new SherlockException($"{path}: {schema.Name}: {problem}; allowed: a program that this machine has");
            }

            registry.Add(new CommandTrainable(schema, command, TimeProvider.System));
        }

        return registry;
    }

    [UnsupportedOSPlatform("windows")]
    private static void RequireOwn(string path)
    {
        var file = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        if (!FileTypes.IsOwn(file))
        {
            throw new SherlockException(
                $"{path}: found a file of another user; allowed: a file of the silo's own user ({Environment.UserName})");
        }

        // Who may write the folder may put another file there.
        foreach (var place in new[] { file, Path.GetDirectoryName(file)! })
        {
            var mode = File.GetUnixFileMode(place);
            if ((mode & Others) != 0 && (mode & UnixFileMode.StickyBit) == 0)
            {
                throw new SherlockException($"{path}: found that others may write {place}; allowed: chmod go-w {place}");
            }
        }
    }
}
