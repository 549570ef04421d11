using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Terminal;

/// <summary>
/// Reads the file in which a user keeps the database's connection, <c>~/.config/sherlock/connection</c>: one line; empty lines and lines
/// that begin with '#' are ignored. The file is refused if it holds a password and others can read it.
/// </summary>
internal static class ConnectionFile
{
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The file's path by the rules of XDG; null if the user has no home folder.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string? Place(Func<string, string?> variable) =>
        Folder(variable) is { } folder ? Path.Combine(folder, "sherlock", "connection") : null;

    /// <summary>The connection in the file; null if the file does not exist.</summary>
    /// <exception cref="SherlockException">The file does not have exactly one connection, cannot be read, or holds a password and is open
    /// to others.</exception>
    public static string? Read(string path)
    {
        if (!File.Exists(path)) { return null; }
        string[] lines = [.. ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))];
        if (lines is not [var connection])
        {
            throw new SherlockException(
                $"{Spelling.Quote(path)} has {lines.Length} connections; expected one line: Host=...;Username=...;Database=..., or "
                    + "postgresql://user@host/database.");
        }

        RequirePrivate(path, connection);
        return connection;
    }

    // The XDG specification says to ignore a relative path in the variable.
    private static string? Folder(Func<string, string?> variable) => variable("XDG_CONFIG_HOME") is { } given && Path.IsPathRooted(given)
        ? given
        : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config") : null;

    private static void RequirePrivate(string path, string connection)
    {
        if (!OperatingSystem.IsWindows()
            && ConnectionSecrets.In(connection).Count > 0
            && (File.GetUnixFileMode(path) & OfOthers) is not UnixFileMode.None)
        {
            var mode = Convert.ToString((int)File.GetUnixFileMode(path), 8);
            throw new SherlockException(
                $"The file {Spelling.Quote(path)} holds a password and is open to others (mode {mode}): it is refused, as ssh would; put "
                    + $"it right with: chmod 600 {Spelling.Quote(path)}");
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
