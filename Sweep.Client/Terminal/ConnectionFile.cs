using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Terminal;

/// <summary>
/// The file in which a user keeps the database's connection, <c>~/.config/sherlock/connection</c>: one line, beside empty ones and those that begin with '#'.
/// One that holds a password is refused where others can read it.
/// </summary>
internal static class ConnectionFile
{
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Where it is, by the rules of XDG; null where the user has no home.</summary>
    /// <param name="variable">The environment.</param>
    public static string? Place(Func<string, string?> variable) => Folder(variable) is { } folder ? Path.Combine(folder, "sherlock", "connection") : null;

    /// <summary>What it says; null where there is none.</summary>
    /// <exception cref="SherlockException">It has not just one line, cannot be read, or holds a password and is open to others.</exception>
    public static string? Read(string path)
    {
        if (!File.Exists(path)) { return null; }
        string[] lines = [.. ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))];
        if (lines is not [var connection])
        {
            throw new SherlockException(
                $"{Spelling.Quote(path)} has {lines.Length} connections; expected one line: Host=...;Username=...;Database=..., or postgresql://user@host/database.");
        }

        RequirePrivate(path, connection);
        return connection;
    }

    // A relative path in the variable is to be ignored, as the specification has it.
    private static string? Folder(Func<string, string?> variable) => variable("XDG_CONFIG_HOME") is { } given && Path.IsPathRooted(given)
        ? given
        : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config") : null;

    private static void RequirePrivate(string path, string connection)
    {
        if (!OperatingSystem.IsWindows() && ConnectionSecrets.In(connection).Count > 0 && (File.GetUnixFileMode(path) & OfOthers) is not UnixFileMode.None)
        {
            var mode = Convert.ToString((int)File.GetUnixFileMode(path), 8);
            throw new SherlockException(
                $"The file {Spelling.Quote(path)} holds a password and is open to others (mode {mode}): it is refused, as ssh would; put it right with: chmod 600 {Spelling.Quote(path)}");
        }
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return RegularFile.ReadAllText(path).Split('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException($"Cannot read {Spelling.Quote(path)}: {exception.Message}", innerException: exception);
        }
    }
}
