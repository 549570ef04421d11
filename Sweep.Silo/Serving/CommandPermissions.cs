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
    /// <exception cref="SherlockException">The file is wrong, or another user could change it.</exception>
    public static TrainableRegistry Load(string path)
    {
        var commands = CommandFile.Load(path, file =>
        {
            if (OwnPlace.Problem(path, file) is { } found) { throw new SherlockException($"{path}: {found}"); }
        });
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
}
