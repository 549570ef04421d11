using System.Text;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Terminal;

/// <summary>Writes a verb's result to where <c>--out</c> says: a file, a pipe, a device, or standard output.</summary>
internal static class OutputFile
{
    /// <summary>Whether the result goes to standard output: nothing else was said, or <c>-</c> was.</summary>
    public static bool IsStandardOutput(string? path) => path is null or "-" or "/dev/stdout";

    /// <summary>Writes the text as a whole or not at all, and waits for the reader if it is a pipe.</summary>
    /// <exception cref="SherlockException">It cannot be written there.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path)) { throw Unwritable(path, "it is a folder; name a file in it.", SherlockException.BadInput); }
        try
        {
            // Opening a pipe waits for its other end, which may never come.
            await Task.Run(() => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text)), cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or ArgumentException or NotSupportedException
            or FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        {
            throw Unwritable(path, exception.Message, SherlockException.BadInput, exception);
        }
        catch (IOException exception)
        {
            // A full disk, say, is no mistake of the command line.
            throw Unwritable(path, exception.Message, SherlockException.OutOfReach, exception);
        }
    }

    private static SherlockException Unwritable(string path, string reason, int exitCode, Exception? cause = null) =>
        new($"Cannot write {Spelling.Quote(path)}: {reason}", exitCode, cause);
}
