using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Commands;

/// <summary>Finds the program of a command.</summary>
internal static class Executable
{
    /// <summary>The path of a command's program, or what is wrong with it.</summary>
    /// <returns>One of the two.</returns>
    public static (string? Path, string? Problem) Find(CommandSpec command)
    {
        if (!OperatingSystem.IsLinux()) { return (null, "commands need Linux, on which they can be guarded"); }
        var name = command.Words[0];
        if (name.Contains('/', StringComparison.Ordinal)) { return Check(Path.Combine(command.Folder, name), name); }
        var folders = (command.Set.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var paths = folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(command.Folder, folder, name)).ToList();
        return paths.Find(path => Check(path, name).Problem is null) is { } found
            ? (found, null)
            : paths.Find(File.Exists) is { } file
                ? Check(file, name)
                : (null, $"found '{name}', which is no program on PATH{Beside(command, name)}");
    }

    private static (string? Path, string? Problem) Check(string path, string name)
    {
        if (Directory.Exists(path)) { return (null, $"found '{name}', which is a folder"); }
        if (!File.Exists(path)) { return (null, $"found '{name}', but there is no file {path}"); }
        return FileTypes.CanExecute(path)
            ? (path, null)
            : (null, $"found '{name}', but {path} is not executable");
    }

    private static string Beside(CommandSpec command, string name) =>
        File.Exists(Path.Combine(command.Folder, name)) ? $"; did you mean './{name}'?" : "";
}
