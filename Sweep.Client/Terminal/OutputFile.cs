using System.Text;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Terminal;

/// <summary>Writes a verb's result to the target of <c>--out</c>: a file, a pipe, a device, or standard output.</summary>
internal static class OutputFile
{
    /// <summary>Whether the result goes to standard output: the user named no target, or <c>-</c>.</summary>
    public static bool IsStandardOutput(string? path) => path is null or "-" or "/dev/stdout";

    /// <summary>Writes the text completely or not at all; if the target is a pipe, waits for its reader.</summary>
    /// <exception cref="SherlockException">The target cannot be written.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path)) { throw Unwritable(path, "it is a folder; name a file in it.", SherlockException.BadInput); }
        try
        {
            // Opening a pipe waits for its other end, which may never come, so a thread of the pool does it.
            await Task.Run(() => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text)), cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or ArgumentException or NotSupportedException
            or FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        {
            throw Unwritable(path, exception.Message, SherlockException.BadInput, exception);
        }
        catch (IOException exception)
        {
            // A full disk, for example, is not an error in the command line.
            throw Unwritable(path, exception.Message, SherlockException.OutOfReach, exception);
        }
    }

    private static SherlockException Unwritable(string path, string reason, int exitCode, Exception? cause = null) =>
        new($"Cannot write {Spelling.Quote(path)}: {reason}", exitCode, cause);
}
