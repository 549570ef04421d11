using Sweep.Grains;

namespace Sweep.Client.Terminal;

/// <summary>Writes a file beside its place and renames it, so that nobody ever reads half of it, and a failed try leaves the old one.</summary>
internal static class WholeFile
{
    /// <exception cref="SherlockException">It cannot be written there.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var aside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            await File.WriteAllTextAsync(aside, text, cancellationToken);
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SherlockException($"Cannot write '{path}': {exception.Message}", innerException: exception);
        }
        finally
        {
            Discard(aside);
        }
    }

    private static void Discard(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Where it cannot be removed it could not be written either, and that error is already on its way.
        }
    }
}
